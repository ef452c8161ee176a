const task = document.querySelector('#task');
document.querySelector('#lab').addEventListener('iteration', ({ detail }) => {
  if (detail.iteration >= 20) task.textContent = 'Done.';
});
