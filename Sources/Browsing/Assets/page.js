// Runs in a world of its own beside the page's scripts, which see nothing of it.
(() => {
  const elementsMax = 3000;
  const wanted = 'input,select,textarea,button,a[href],[role],[contenteditable=""],[contenteditable=true],td,dd,output,[data-testid],p[id],span[id],div[id],strong[id]';
  const token = String(Math.random());
  let elements = [];
  let observer = null;

  const clean = (text) => (text || '').replace(/\s+/g, ' ').trim().slice(0, 200);
  const key = (text) => (text || '').normalize('NFKC').replace(/[\s\-‐－ー]/g, '').toLowerCase();
  // A choice is what it says: only width, case and spaces may differ. 「ハート」 is not 「ハト」.
  const exact = (text) => (text || '').normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  const saying = (list, value, said) => {
    const same = list.filter((one) => clean(said(one)) === clean(value));
    return same.length ? same : list.filter((one) => exact(said(one)) === exact(value));
  };
  const words = (node) => {
    let text = '';
    for (const child of node.childNodes) {
      if (child.nodeType === 3) text += child.data;
      else if (child.nodeType === 1 && !/^(INPUT|SELECT|TEXTAREA|SCRIPT|STYLE)$/.test(child.tagName)) text += words(child);
    }
    return text;
  };

  // The document, open shadow roots and frames of the same origin.
  const roots = (root, found = []) => {
    found.push(root);
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots(element.shadowRoot, found);
      if (element.tagName === 'IFRAME' || element.tagName === 'FRAME') {
        try { if (element.contentDocument) roots(element.contentDocument, found); } catch { /* another origin */ }
      }
    }
    return found;
  };

  const kind = (element) => {
    switch (element.tagName) {
      case 'INPUT':
        switch (element.type) {
          case 'hidden': return '';
          case 'submit': case 'button': case 'reset': case 'image': return 'button';
          case 'checkbox': case 'radio': return 'choice';
          case 'file': return 'file';
          default: return 'field';
        }
      case 'SELECT': return 'choice';
      case 'TEXTAREA': return 'field';
      case 'BUTTON': return 'button';
      case 'A': return element.hasAttribute('href') ? 'link' : 'text';
      default:
        if (element.isContentEditable || element.getAttribute('role') === 'textbox') return 'field';
        return element.getAttribute('role') === 'button' ? 'button' : element.getAttribute('role') === 'link' ? 'link' : 'text';
    }
  };

  const role = (element, what) => element.getAttribute('role') || ({
    field: element.type === 'search' ? 'searchbox' : 'textbox', button: 'button', link: 'link', file: 'file', text: '',
    choice: element.tagName === 'SELECT' ? 'combobox' : element.type,
  })[what];

  const byIDs = (element, ids) => clean(ids.split(/\s+/).map((id) => {
    const other = element.getRootNode().getElementById?.(id);
    return other ? words(other) : '';
  }).join(' '));

  const legend = (element) => {
    const set = element.closest('fieldset');
    const title = set && [...set.children].find((child) => child.tagName === 'LEGEND');
    return title ? clean(words(title)) : '';
  };

  const label = (element) => {
    if (element.type === 'radio') return legend(element);
    if (element.labels && element.labels.length) return clean([...element.labels].map(words).join(' '));
    const ids = element.getAttribute('aria-labelledby');
    return clean(element.getAttribute('aria-label')) || (ids ? byIDs(element, ids) : '');
  };

  const heading = (element) => {
    const cell = element.closest('td,th');
    if (cell) {
      const row = cell.parentElement;
      const side = [...row.children].filter((other) => other.tagName === 'TH' && other !== cell).pop();
      if (side) return clean(words(side));
      const table = cell.closest('table');
      const top = table && table.rows[0] && table.rows[0].cells[cell.cellIndex];
      if (top && top.tagName === 'TH' && top !== cell) return clean(words(top));
    }
    const definition = element.closest('dd');
    for (let before = definition && definition.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.tagName === 'DT') return clean(words(before));
    }
    return '';
  };

  const section = (element, headings) => {
    const own = legend(element);
    if (own) return own;
    const part = element.closest('section,article,aside,nav,dialog,form,[role=region],[role=group],[role=dialog]');
    if (part) {
      const ids = part.getAttribute('aria-labelledby');
      const said = clean(part.getAttribute('aria-label')) || (ids ? byIDs(part, ids) : '');
      if (said) return said;
    }
    let last = '';
    for (const other of headings) {
      if (other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) last = clean(words(other));
    }
    return last;
  };

  const watch = () => {
    if (observer) observer.disconnect();
    observer = new MutationObserver(() => {
      observer.disconnect();
      observer = null;
      globalThis.namikiChanged('');
    });
    for (const root of roots(document)) {
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  };

  const snapshot = () => {
    const groups = new Set();
    const list = [];
    elements = [];
    for (const root of roots(document)) {
      const headings = [...root.querySelectorAll('h1,h2,h3,h4,h5,h6')];
      for (const element of root.querySelectorAll(wanted)) {
        if (elements.length >= elementsMax) break;
        const what = kind(element);
        if (!what) continue;
        if (element.type === 'radio') {
          if (groups.has(element.name)) continue;
          groups.add(element.name);
        }
        const labelled = label(element);
        // The text of what is read is a value; it stays in the page until it is asked for.
        const text = what === 'button' || what === 'link' ? clean(element.tagName === 'INPUT' ? element.value : words(element)) : '';
        list.push({
          index: elements.length, kind: what, testID: element.getAttribute('data-testid') || '', id: element.id || '',
          name: element.getAttribute('name') || '', label: labelled, role: role(element, what),
          said: labelled || text || clean(element.getAttribute('title') || element.getAttribute('placeholder')),
          heading: heading(element), section: section(element, headings), text,
          isVisible: element.checkVisibility({ visibilityProperty: true }), isEnabled: !element.disabled,
        });
        elements.push(element);
      }
    }
    const first = document.querySelector('h1,h2,[role=heading]');
    watch();
    return JSON.stringify({
      token, page: {
        address: location.origin + location.pathname, title: clean(document.title), heading: first ? clean(words(first)) : '',
        elements: list,
      },
    });
  };

  const tell = (element, type) => element.dispatchEvent(
    type === 'input' ? new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText' })
      : new Event(type, { bubbles: true, composed: true }));

  const blocked = (element, value) => {
    if (!element || !element.isConnected) return 'gone';
    if (element.disabled || element.readOnly) return 'disabled';
    return element.maxLength >= 0 && value.length > element.maxLength ? 'short:' + element.maxLength : '';
  };

  const set = (element, value) => {
    const why = blocked(element, value);
    if (why) return why;
    element.focus();
    if (element.isContentEditable) element.textContent = value; else element.value = value;
    tell(element, 'input');
    tell(element, 'change');
    element.blur();
    return (element.isContentEditable ? element.textContent : element.value) === value ? '' : 'differs';
  };

  const choose = (element, value) => {
    const why = blocked(element, '');
    if (why) return why;
    if (element.tagName === 'SELECT') {
      const options = [...element.options].filter((option) => !option.disabled);
      const said = saying(options, value, (option) => option.text);
      const chosen = said.length ? said : options.filter((option) => option.value === value);
      if (chosen.length !== 1) return 'choice';
      element.value = chosen[0].value;
      tell(element, 'input');
      tell(element, 'change');
      return element.selectedOptions[0] === chosen[0] ? '' : 'differs';
    }
    if (element.type === 'radio') {
      const buttons = [...element.getRootNode().querySelectorAll('input[type=radio]')].filter((other) => other.name === element.name);
      const said = saying(buttons, value, (other) => [...(other.labels || [])].map(words).join(''));
      const chosen = said.length ? said : buttons.filter((other) => other.value === value);
      if (chosen.length !== 1) return 'choice';
      if (!chosen[0].checked) chosen[0].click();
      return chosen[0].checked ? '' : 'differs';
    }
    const on = ['on', 'true', '1', 'はい', '有', 'オン'].includes(exact(value));
    if (!on && !['off', 'false', '0', 'いいえ', '無', 'オフ', ''].includes(exact(value))) return 'choice';
    if (element.checked !== on) element.click();
    return element.checked === on ? '' : 'differs';
  };

  const current = (index) => elements[index];
  const actions = {
    snapshot,
    // Many fields at once; one answer for each.
    fill: (list) => JSON.stringify(list.map(([index, how, value]) => (how === 'choose' ? choose : set)(current(index), value))),
    focus: (index, length) => {
      const why = blocked(current(index), 'x'.repeat(length));
      if (why) return why;
      current(index).focus();
      if (current(index).select) current(index).select();
      return '';
    },
    // After real keys; a secret is compared by its length alone.
    leave: (index, value, length, isSecret) => {
      const element = current(index);
      const held = element.isContentEditable ? element.textContent : element.value;
      element.blur();
      return (isSecret ? held.length === length : held === value) ? '' : 'differs';
    },
    filled: async (index, milliseconds) => {
      const end = performance.now() + milliseconds;
      while (performance.now() < end) {
        if (current(index).value) return 'yes';
        await new Promise((done) => setTimeout(done, 5));
      }
      return 'no';
    },
    press: (index) => {
      const why = blocked(current(index), '');
      if (why) return why;
      current(index).click();
      return '';
    },
    read: (index) => {
      const element = current(index);
      return element && element.isConnected ? clean(element.value !== undefined && element.tagName !== 'BUTTON' ? element.value : element.innerText) : null;
    },
    element: (index) => current(index),
  };
  globalThis.namiki = Object.assign(actions, { elements: () => elements, roots, key });
})();
