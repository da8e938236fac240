//! D: brackets and quotation marks.
