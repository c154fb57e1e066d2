// In each page of a preview: it waits for news, shows new findings, and reloads when the page is to be another.
(() => {
  "use strict";
  let version = $version, told = $told, asking;
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const get = async (path, signal) => {
    const answer = await fetch("/livereload/" + path, { cache: "no-store", signal });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer;
  };
  const wait = async (signal) => {
    while (!signal.aborted) {
      try {
        const news = await (await get(version + "/" + told, signal)).json();
        if (news.version !== version) return location.reload();
        if (news.told !== told) {
          told = news.told;
          document.getElementById("handbook-live").innerHTML = await (await get("findings/$language", signal)).text();
        }
      } catch {
        await pause(1000);
      }
    }
  };
  // A browser holds few connections: only the page that is looked at waits.
  const look = () => {
    asking?.abort();
    if (document.visibilityState === "visible") wait((asking = new AbortController()).signal);
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => asking?.abort());
  addEventListener("pageshow", look);
})();
