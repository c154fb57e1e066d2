{#- What is in each section of the menu, for `handbook.js`: in each page it would be a third of it. -#}
{% import "partials/nav-item.html" as menu with context %}
window.handbookSections = [
{%- for item in nav.items %}
  [{{ menu.told(item) | tojson }}, [
  {%- for link in handbook.sections[loop.index0] %}[{{ menu.told(link) | tojson }}, {{ link.url | tojson }}]{{ ", " if not loop.last }}{% endfor -%}
  ]]{{ "," if not loop.last }}
{%- endfor %}
];
