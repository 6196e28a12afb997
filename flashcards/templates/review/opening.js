/* The page of a text that is still read: how far it is, until it turns into the review. */
"use strict";
(function () {
  const root = document.body.dataset.root;
  const by = (id) => document.getElementById(id);
  let isOver = Boolean(by("trouble").textContent);

  function end(says) {
    isOver = true;
    by("stage").textContent = "";
    by("far").hidden = by("next").hidden = by("leave").hidden = true;
    by("trouble").textContent = says;
  }

  async function look() {
    if (isOver) return;
    try {
      const answer = await fetch(root + "/opening");
      if (answer.status === 404) return location.reload(); /* of a text that is open nobody is told how far it is */
      const now = await answer.json();
      if (isOver) return;
      if (now.trouble) return end(now.trouble + " Mend it, and start flashcards review again.");
      const stage = now.stage + " …";
      if (by("stage").textContent !== stage) by("stage").textContent = stage; /* it is read aloud, so once each */
      if (now.share < 0) by("share").removeAttribute("value");
      else by("share").value = now.share;
    } catch (error) {
      return end("The program does not answer any more. Start flashcards review again.");
    }
    setTimeout(look, 500);
  }

  by("leave").addEventListener("click", async () => {
    isOver = true;
    try {
      const done = await (await fetch(root + "/done", { method: "POST" })).text();
      by("main").innerHTML = done;
      by("leave").hidden = true;
    } catch (error) {
      end("The program does not answer any more.");
    }
  });

  look();
})();
