//! The fields that are open at a place of the text: code first, then what is shown of it.
//!
//! A field may lie in the code or in the words of another. The data of a citation may hang on a field inside it.

use crate::read::office::{Draft, Meaning, Target, meaning};

/// A field that is open.
#[derive(Debug)]
struct Field {
    code: String,
    data: Option<String>,
    /// Whether its words have begun; before that stands its code.
    shown: bool,
    /// What its words stand for, once they have begun.
    target: Option<Target>,
    list: bool,
    /// How many paragraphs ended since it began.
    age: u8,
}

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them show their code.
    coded: usize,
    /// How many of them hold the reference list.
    lists: usize,
    /// How many more are open, which are not looked at.
    beyond: usize,
}

/// How many fields may lie in one another.
const DEEP: usize = 64;

impl Fields {
    /// Whether what stands here is code, and no words.
    pub(super) fn in_code(&self) -> bool {
        self.coded > 0
    }

    /// Whether what stands here is of the reference list.
    pub(super) fn in_list(&self) -> bool {
        self.lists > 0
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() >= DEEP {
            self.beyond += 1;
            return;
        }
        self.coded += 1;
        self.open.push(Field { code: String::new(), data: None, shown: false, target: None, list: false, age: 0 });
    }

    /// Some of its code.
    pub(super) fn code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shown && self.beyond == 0) {
            field.code.push_str(code);
        }
    }

    /// Data that hang on it.
    pub(super) fn data(&mut self, data: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.data.is_none()) {
            field.data = Some(data.to_owned());
        }
    }

    /// Its words begin.
    pub(super) fn separate(&mut self, draft: &mut Draft) {
        let Some(field) = self.open.last_mut().filter(|field| !field.shown && self.beyond == 0) else { return };
        field.shown = true;
        self.coded -= 1;
        if self.coded > 0 {
            return;
        }
        match meaning(&field.code, field.data.as_deref(), &mut draft.works) {
            Meaning::Points(target) => {
                field.target = Some(target);
                draft.start();
            }
            Meaning::List => {
                field.list = true;
                self.lists += 1;
            }
            Meaning::Plain => {}
        }
    }

    /// A field ends.
    pub(super) fn end(&mut self, draft: &mut Draft) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(field) = self.open.pop() else { return };
        self.coded -= usize::from(!field.shown);
        self.lists -= usize::from(field.list);
        if let Some(target) = field.target {
            draft.stop(target);
        }
        // What holds the data of an EndNote citation is a field in its code.
        if let (Some(outer), Some(data)) = (self.open.last_mut(), field.data)
            && !outer.shown
            && outer.data.is_none()
        {
            outer.data = Some(data);
        }
    }

    /// A paragraph ends. A field that has not come to its words by the next never does.
    pub(super) fn paragraph(&mut self) {
        if self.coded == 0 {
            return;
        }
        self.open.iter_mut().for_each(|field| field.age = field.age.saturating_add(1));
        self.open.retain(|field| field.shown || field.age < 2);
        self.coded = self.open.iter().filter(|field| !field.shown).count();
        self.lists = self.open.iter().filter(|field| field.list).count();
    }
}
