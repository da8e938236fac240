//! reStructuredText: what becomes of each construct.

mod seen;

use seen::{blocks, check, comments, document, format, labels, pointers};

fn held(table: &[(&str, &[&str])]) {
    check("paper.rst", table);
}

#[test]
fn blocks_are_told_by_their_shape() {
    held(&[
        (
            "=====\nRopes\n=====\n\nOf tides\n--------\n\nThe ferry\ncrossed.\n",
            &["H Ropes", "H Of tides", "P The ferry crossed."],
        ),
        (
            "So:\n\n- one\n  more\n- two\n\n  again\n\n  * three\n\n1. four\n2. five\n",
            &["P So:", "I one more", "I two", "I again", "I three", "I four", "I five"],
        ),
        ("He said:\n\n   Ropes rot\n   in salt.\n\nThen.\n", &["P He said:", "Q Ropes rot in salt.", "P Then."]),
        ("term\n  A word\n  or two.\n\nText\n", &["I term", "I A word or two.", "P Text"]),
        (
            "Run this::\n\n   x = 2015\n\n     y\n\nThen.\n\n::\n\n   code\n\nDone ::\n\n  code\n",
            &["P Run this:", "P Then.", "P Done"],
        ),
        ("| Marlow,\n| the harbour\n\n>>> x = 1\n1\n\n----\n\nEnd.", &["P Marlow, the harbour", "P End."]),
        (
            "Of rope\n=======\n\n:Author: R. Marlow\n:Date: 2014\n:Abstract: Ropes rot.\n\nText.\n\n:Note: It is so.\n",
            &["H Of rope", "P Ropes rot.", "P Text.", "I It is so."],
        ),
        (
            "1987 was a year.\nIt was so.\n\nA. Marlow came\nand went.\n",
            &["P 1987 was a year. It was so.", "P A. Marlow came and went."],
        ),
    ]);
}

#[test]
fn directives_are_read_where_they_hold_prose() {
    held(&[
        (
            ".. note:: Ropes rot.\n   In salt.\n\n   And wind.\n\nText.",
            &["P Ropes rot. In salt.", "P And wind.", "P Text."],
        ),
        (".. admonition:: Of rope\n   :class: x\n\n   It rots.\n", &["C Of rope", "P It rots."]),
        (
            ".. figure:: boat.png\n   :width: 50%\n\n   A boat [Osei04]_.\n\n   And its crew.\n",
            &["C A boat [Osei04].", "C And its crew."],
        ),
        (
            ".. code-block:: python\n\n   x = 2015\n\n.. math::\n\n   x^2\n\n.. image:: a.png\n   :alt: 2015\n\nText.",
            &["P Text."],
        ),
        (".. epigraph::\n\n   Ropes rot.\n\n   -- Osei\n", &["Q Ropes rot.", "Q -- Osei"]),
        (
            ".. my-box::\n   :x: y\n\n   The ferry crossed the river twice.\n\n.. my-plot::\n\n   {a: 1, b: 2}\n",
            &["P The ferry crossed the river twice."],
        ),
        (".. |x| replace:: y\n.. _target: https://x.example/\n\n__ https://y.example/\n\nText.", &["P Text."]),
        (
            ".. table:: Tides\n\n   ===== =====\n   Month Metres\n   ===== =====\n   May   7.5\n   ===== =====\n\nText.",
            &["C Tides", "T Month", "T Metres", "T May", "T 7.5", "P Text."],
        ),
        (
            "+------+-------+\n| Port | Tide  |\n|      | range |\n+======+=======+\n| Quay | 7.5   |\n+------+-------+\n\nText.",
            &["T Port", "T Tide range", "T Quay", "T 7.5", "P Text."],
        ),
        (
            ".. list-table:: Tides\n   :header-rows: 1\n\n   * - Month\n     - Metres\n   * - May\n     - 7.5\n",
            &["C Tides", "T Month", "T Metres", "T May", "T 7.5"],
        ),
    ]);
}

#[test]
fn inline_marks_leave_no_words() {
    held(&[
        (
            "*A* **b** ``c d`` :math:`x^2` 10\\ :sup:`6` H\\ :sub:`2`\\ O \\*e\\*",
            &["P A b ‹code ``c d``› ‹math :math:`x^2`› 10⁶ H2O *e*"],
        ),
        (
            "See `the port <https://x.example/>`_, `this`_, that_ and `<https://y.example/>`__.",
            &["P See the port, this, that and https://y.example/."],
        ),
        (
            "At :ref:`the harbour <h>`, :ref:`fig-2015`, |x|, :pep:`8`.",
            &["P At the harbour, ‹code :ref:`fig-2015`›, ‹code |x|›, ‹code :pep:`8`›."],
        ),
        (
            "a * b * c and 2*3 and snake_case_name and x_ [not] *open",
            &["P a * b * c and 2*3 and snake_case_name and x [not] *open"],
        ),
        (
            "One [#]_ two [1]_ three [*]_.\n\n.. [#] A note\n   goes on.\n.. [1]\n   Another.\n\n.. [*] Third.\n",
            &["P One ‹note [#]_› two ‹note [1]_› three ‹note [*]_›.", "N A note goes on.", "N Another.", "N Third."],
        ),
    ]);
}

#[test]
fn citations_by_key_are_one_mark_each() {
    held(&[
        (
            "As said :cite:`marlow1987`, by :cite:t:`osei2004` and\n:cite:p:`{see}marlow1987{p. 3},osei2004`.",
            &[
                "P As said ‹:cite:`marlow1987`›, by ‹:cite:t:`osei2004`› and ‹:cite:p:`{see}marlow1987{p. 3},osei2004`›.",
            ],
        ),
        ("So it is.\\ :footcite:p:`osei2004`", &["P So it is.‹:footcite:p:`osei2004`›"]),
    ]);
    let found = pincite::cite::find(
        &document("paper.rst", "It is :cite:p:`{see}marlow1987{p. 3},osei2004`."),
        &pincite::cite::Known::NOTHING,
    );
    let items: Vec<_> = found.citations.iter().flat_map(|one| &one.items).collect();
    assert_eq!(items.iter().filter_map(|item| item.key.as_deref()).collect::<Vec<_>>(), ["marlow1987", "osei2004"]);
    assert_eq!((items[0].prefix.as_deref(), items[0].locator.as_deref()), (Some("see"), Some("p. 3")));
}

#[test]
fn bibliographies_and_parts_are_declared() {
    let text = ".. include:: part.rst\n\n.. include:: code.py\n   :literal:\n\n.. bibliography:: refs.bib other.bib\n   :all:\n   :filter: docname in docnames\n";
    let declared = document("paper.rst", text).declared;
    let names = |list: &[(String, pincite::text::Span)]| list.iter().map(|one| one.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&declared.bibliographies), ["refs.bib", "other.bib"]);
    assert_eq!(names(&declared.includes), ["part.rst"]);
    assert_eq!(declared.nocite, ["*"]);
}

#[test]
fn labels_name_entries_and_links_lead_to_them() {
    let text = "As [Marlow87]_ said (`Osei, 2004 <#ref-osei>`__; `x <#ref-none>`__).\n\nReferences\n==========\n\n\
        .. [Marlow87] Marlow, R. (1987). Rope.\n   Quay.\n\n.. container:: references csl-bib-body\n   :name: refs\n\n   \
        .. container:: csl-entry\n      :name: ref-osei\n\n      Osei, K. (2004). *Knots*. Quay.\n\nAppendix\n========\n\nEnd.\n";
    let document = document("paper.rst", text);
    assert_eq!(pointers(&document), ["[Marlow87] → Marlow87", "Osei, 2004 → ref-osei"]);
    assert_eq!(labels(&document), ["Marlow87: Marlow, R. (", "ref-osei: Osei, K. (20"]);
    let last: Vec<_> = blocks(&document).into_iter().skip(2).collect();
    assert_eq!(last, ["R Marlow, R. (1987). Rope. Quay.", "R Osei, K. (2004). Knots. Quay.", "H Appendix", "P End."]);
    let numbered = "As [1]_ and [2]_ said.\n\nReferences\n----------\n\n.. [1] Marlow, R. (1987). Rope.\n.. [2] Osei, K. (2004). Knots.\n";
    let document = seen::document("paper.rst", numbered);
    assert_eq!(pointers(&document), ["[1] → 1", "[2] → 2"]);
    assert_eq!(blocks(&document)[2], "R [1] Marlow, R. (1987). Rope.");
    // Pandoc puts its notes behind the list that it sets.
    let noted = "Ropes rot. [1]_\n\nReferences\n----------\n\n.. container:: references csl-bib-body\n   :name: refs\n\n   \
        .. container:: csl-entry\n      :name: ref-osei\n\n      Osei, K. (2004). *Knots*. Quay.\n\n.. [1]\n   As Osei (2004) saw.\n";
    let document = seen::document("paper.rst", noted);
    assert_eq!(pointers(&document), [""; 0]);
    assert_eq!(blocks(&document)[2..], ["R Osei, K. (2004). Knots. Quay.", "N As Osei (2004) saw."]);
}

#[test]
fn comments_are_kept_for_what_they_silence() {
    let text = ".. pincite-ignore C001: a draft\n\nRopes rot.\n\n..\n   Not this,\n\n   nor that.\n\nEnd.";
    let document = document("paper.rst", text);
    assert_eq!(comments(&document), [".. pincite-ignore C001: a draft", "..\n   Not this,\n\n   nor that."]);
    assert_eq!(blocks(&document), ["P Ropes rot.", "P End."]);
    assert_eq!(format("notes.rest", text).name(), "rst");
}
