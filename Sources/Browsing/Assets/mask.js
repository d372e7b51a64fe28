// Paints over everything that may be a fact about a person before a picture is taken; labels, headings and buttons stay.
(() => {
  const whole = 'input:not([type=submit]):not([type=button]):not([type=reset]),textarea,select,[contenteditable=""],[contenteditable=true],iframe,canvas,img,video,object,embed,svg';
  let cover = null;
  const paint = (box, style) => {
    const patch = document.createElement('div');
    Object.assign(patch.style, {
      position: 'fixed', left: box.left - 2 + 'px', top: box.top - 2 + 'px', width: box.width + 4 + 'px', height: box.height + 4 + 'px',
      boxSizing: 'border-box', margin: '0', padding: '0',
    }, style);
    cover.append(patch);
  };
  const black = { background: '#222' };
  namiki.cover = (values, framed) => {
    const keys = values.map(namiki.key).filter((value) => value.length > 1);
    const host = document.createElement('div');
    Object.assign(host.style, {
      position: 'fixed', inset: '0', width: '100%', height: '100%', border: '0', padding: '0', margin: '0', background: 'transparent',
      pointerEvents: 'none', zIndex: '2147483647', overflow: 'hidden',
    });
    host.popover = 'manual';
    cover = host.attachShadow({ mode: 'closed' });
    const boxes = [];
    for (const root of namiki.roots(document)) {
      for (const element of root.querySelectorAll(whole)) boxes.push(element.getBoundingClientRect());
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = namiki.key(node.data);
        const parent = node.parentElement;
        if (!text || !parent) continue;
        // Values may be cut up by markup: the text around counts too.
        const around = namiki.key(parent.parentElement && parent.parentElement.childNodes.length < 20 ? parent.parentElement.textContent : parent.textContent);
        const isValue = parent.closest('td,dd,output,textarea,option') || /\d{4}/.test(text)
          || keys.some((value) => text.includes(value) || (around.includes(value) && value.includes(text)));
        if (!isValue) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        boxes.push(...range.getClientRects());
      }
    }
    for (const box of boxes) if (box.width && box.height) paint(box, black);
    for (const index of framed) {
      const element = namiki.elements()[index];
      if (element) paint(element.getBoundingClientRect(), { border: '4px solid #d00000', background: 'transparent' });
    }
    document.documentElement.append(host);
    host.showPopover();
    namiki.uncover = () => { host.remove(); return ''; };
    return '';
  };
})();
