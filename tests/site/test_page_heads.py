"""What search engines, cards and browsers' tabs read of a page, and the files beside the pages."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
import yaml
from pages import ROOT, SITE, soup, toc
from PIL import Image


CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text())
ADDRESS = CONFIG["html"]["baseurl"]


def meta(page, name):
    """The contents of a page's meta tags of that name or property."""
    tags = soup(page).find_all("meta", attrs={"name": name})
    tags += soup(page).find_all("meta", attrs={"property": name})
    return [tag["content"] for tag in tags]


@pytest.mark.parametrize("page", toc())
class TestEveryPage:
    def test_it_describes_itself_in_plain_words(self, page):
        (description,) = meta(page, "description")
        assert meta(page, "og:description") == [description]
        assert 40 <= len(description) <= 200
        assert not re.search(r"[$\\{}]|\bfrac\b", description)

    def test_its_card_shows_title_and_picture(self, page):
        title = soup(page).select_one("h1").get_text().rstrip("#")
        assert meta(page, "og:title") == [title]
        assert meta(page, "twitter:card") == ["summary_large_image"]
        (picture,) = meta(page, "og:image")
        with Image.open(SITE / picture.removeprefix(ADDRESS)) as card:
            assert [[str(side)] for side in card.size] == [
                meta(page, "og:image:width"),
                meta(page, "og:image:height"),
            ]

    def test_its_address_is_the_published_one(self, page):
        canonical = [link["href"] for link in soup(page).select("link[rel=canonical]")]
        assert canonical == meta(page, "og:url") == [f"{ADDRESS}{page}.html"]

    def test_its_tab_says_page_and_course_once(self, page):
        words = soup(page).title.get_text().split(" — ")
        title = soup(page).select_one("h1").get_text().rstrip("#")
        assert words == ([title] if page == "index" else [title, CONFIG["title"]])

    def test_it_can_be_edited_and_an_issue_opened(self, page):
        repository = CONFIG["repository"]
        links = [a["href"] for a in soup(page).select(".dropdown-source-buttons a[href]")]
        edit = f"{repository['url']}/edit/{repository['branch']}/{page}.md"
        assert edit in links
        assert any(link.startswith(f"{repository['url']}/issues/new") for link in links)
        assert (ROOT / f"{page}.md").is_file()

    def test_it_shows_the_logo_and_the_title(self, page):
        brand = soup(page).select_one(".navbar-brand")
        pictures = {img["src"].split("/")[-1].split("?")[0] for img in brand.select("img")}
        assert pictures == {"logo.svg", "logo-dark.svg"}
        assert brand.get_text(strip=True) == CONFIG["title"]
        icon = soup(page).select_one("link[rel~=icon]")["href"]
        assert ((SITE / page).parent / icon.split("?")[0]).resolve().is_file()


def test_no_two_pages_have_the_same_description():
    count = Counter(meta(page, "description")[0] for page in toc())
    assert [text for text, times in count.items() if times > 1] == []


def test_the_sitemap_lists_the_pages_and_robots_are_sent_to_it():
    addresses = [node.text for node in ET.parse(SITE / "sitemap.xml").iter() if node.text]
    assert sorted(addresses) == sorted(f"{ADDRESS}{page}.html" for page in toc())
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (SITE / "robots.txt").read_text().splitlines()
