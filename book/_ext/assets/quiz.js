// Choosing an answer shows its feedback.
document.addEventListener("change", (event) => {
  const quiz = event.target.closest("fieldset.quiz");
  if (!quiz) return;
  const feedback = document.getElementById(event.target.dataset.feedback);
  const says = quiz.querySelector(".quiz-feedback");
  says.replaceChildren(feedback.content.cloneNode(true));
  says.dataset.right = event.target.dataset.right;
});
