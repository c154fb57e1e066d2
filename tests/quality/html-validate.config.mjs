// What every page must be: valid HTML. The recommended rules, but for these.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Both spellings are the same to the standard.
    "doctype-style": "off",
    // Markdown closes an empty element, which the standard allows and ignores.
    "void-style": "off",
    // The standard lets an id begin with any sign; the theme's begin with an underscore, ours perhaps with a digit.
    "valid-id": ["error", { relaxed: true }],
    // A title says what the page is; whoever shows it cuts it where there is no room.
    "long-title": "off",
    // A frame that scrolls is a region with a name, be it a division or a section.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // The search answers as one types: there is nothing to send.
    "wcag/h32": "off",
  },
};
