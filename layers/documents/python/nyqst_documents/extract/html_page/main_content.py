"""Finds what a page is about among what surrounds it on every page of its site."""

import re
from dataclasses import dataclass

from nyqst_documents.extract.html_page.tree import Node

_FURNITURE_TAGS = frozenset("nav footer aside form search menu".split())
_FURNITURE_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar"
    " doc-toc doc-backlink".split()
)
_FURNITURE_WORDS = frozenset(
    """
    nav docnav navi prevnext
    navbar navigation navheader navfooter navpath navlink navlinks topnav sidenav pagination
    pager menu submenu breadcrumb breadcrumbs crumbs sidebar sphinxsidebar masthead
    cookie cookies cookiebar cookiebanner consent gdpr ccpa banner popup modal overlay lightbox
    newsletter subscribe signup paywall share sharing social socials addthis
    advert advertisement adverts ads adsense sponsored promo promotion
    related recommended trending skip skiplink footer toc tableofcontents
    """.split()
)
"""Words that class names and ids are made of."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST_OF_FURNITURE = 0.4
"""Of the page's text: what holds more is a frame around the content, whatever its class says."""
_LEAST_OF_MAIN = 0.35
_LEAST_LEFT = 0.25
"""If less is left the page is all menu, such as a table of contents, and that is its content."""
_LINK_LIST = 0.75
"""Share of linked characters that makes a short block a menu."""
_FEWEST_LINKS = 3


@dataclass(frozen=True, slots=True)
class _Extent:
    """Characters without white space, and those of them within links."""

    letters: int
    linked: int
    links: int


def main_content(root: Node) -> Node:
    """The element that holds the content, without menus, banners, notices and the like."""
    extents: dict[int, _Extent] = {}
    _measure(root, extents, in_link=False)
    whole = extents[id(root)].letters
    start = _main_element(root, extents, whole) or root
    content = _without_furniture(start, extents, whole, inside=start is not root)
    left = len("".join(content.text().split()))
    return content if left >= _LEAST_LEFT * extents[id(start)].letters else start


def _measure(node: Node, extents: dict[int, _Extent], *, in_link: bool) -> _Extent:
    in_link = in_link or (node.tag == "a" and bool(node.get("href")))
    letters = linked = links = 0
    for child in node.children:
        if isinstance(child, str):
            size = len("".join(child.split()))
            letters += size
            linked += size if in_link else 0
        else:
            extent = _measure(child, extents, in_link=in_link)
            letters += extent.letters
            linked += extent.linked
            links += extent.links
    extents[id(node)] = _Extent(letters, linked, links + (node.tag == "a"))
    return extents[id(node)]


def _main_element(root: Node, extents: dict[int, _Extent], whole: int) -> Node | None:
    named = [n for n in root.find("main", *_CONTAINERS) if "main" in (n.tag, n.get("role"))]
    candidates = (*named, *root.find("article"))
    return next((n for n in candidates if _is_much(n, extents, whole)), None)


_CONTAINERS = ("div", "section", "article", "td")


def _is_much(node: Node, extents: dict[int, _Extent], whole: int) -> bool:
    return extents[id(node)].letters >= _LEAST_OF_MAIN * whole


def _without_furniture(
    node: Node, extents: dict[int, _Extent], whole: int, *, inside: bool
) -> Node:
    """`inside` the main element a `header` holds the article's title, outside the site's."""
    kept: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            kept.append(child)
        elif not _is_furniture(child, extents[id(child)], whole, inside=inside):
            within = inside or child.tag in ("article", "main")
            kept.append(_without_furniture(child, extents, whole, inside=within))
    return Node(node.tag, node.attributes, kept)


def _is_furniture(node: Node, extent: _Extent, whole: int, *, inside: bool) -> bool:
    if node.tag in ("html", "body", "main", "article", "h1") or node.get("role") == "main":
        return False
    if extent.letters > _MOST_OF_FURNITURE * whole and extent.linked < _LINK_LIST * extent.letters:
        return False
    return (
        node.tag in _FURNITURE_TAGS
        or node.get("role") in _FURNITURE_ROLES
        or (node.tag == "header" and not inside and not any(node.find("h1")))
        or (not _FURNITURE_WORDS.isdisjoint(_class_words(node)) and node.tag not in _PROSE)
        or (not inside and _is_menu(node, extent))
    )


_PROSE = ("p", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "code", "pre", "span", "a", "img")


def _class_words(node: Node) -> set[str]:
    return {word.lower() for name in node.words() for word in _WORD.findall(name)}


def _is_menu(node: Node, extent: _Extent) -> bool:
    return (
        node.tag in ("ul", "ol", "table", "div", "p")
        and extent.links >= _FEWEST_LINKS
        and extent.linked >= _LINK_LIST * extent.letters
    )
