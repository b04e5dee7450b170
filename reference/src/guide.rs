//! Walking through the guide by path: `request.state.clash` is the place that the answers with these
//! ids lead to, one after the other.

use facts::{Answer, End, Guide, Next, Question};

/// The path of the first question, which no answer leads to.
pub const START: &str = "start";

/// A place in the guide: a question or an end, and how one gets there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place<'a> {
    /// The questions that were answered on the way, the first one first.
    pub trail: Vec<Step<'a>>,
    /// What is there.
    pub node: Node<'a>,
}

/// A question on the way to a place, and the answer that leads on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step<'a> {
    /// The question.
    pub question: &'a Question,
    /// The answer to it.
    pub answer: &'a Answer,
}

/// What is at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Node<'a> {
    /// A question to answer.
    Question(&'a Question),
    /// The code to send.
    End(&'a End),
}

impl<'a> Place<'a> {
    /// The first question.
    pub fn start(guide: &'a Guide) -> Place<'a> {
        Place { trail: Vec::new(), node: Node::Question(&guide.start) }
    }

    /// The places that the answers lead to, in their order; none at an end.
    pub fn onward(&self) -> impl Iterator<Item = Place<'a>> {
        self.answers().iter().filter_map(|answer| self.next(answer))
    }

    /// The path of the place.
    pub fn path(&self) -> String {
        path_of(&self.trail)
    }

    /// The path of each place on the way, the first question's first, without this place's own.
    pub fn paths_before(&self) -> impl Iterator<Item = String> {
        (0..self.trail.len()).map(|length| path_of(&self.trail[..length]))
    }

    fn answers(&self) -> &'a [Answer] {
        match self.node {
            Node::Question(question) => &question.answers,
            Node::End(_) => &[],
        }
    }

    fn next(&self, answer: &'a Answer) -> Option<Place<'a>> {
        let Node::Question(question) = self.node else { return None };
        let mut trail = self.trail.clone();
        trail.push(Step { question, answer });
        let node = match &answer.next {
            Next::Question(next) => Node::Question(next),
            Next::End(end) => Node::End(end),
        };
        Some(Place { trail, node })
    }
}

fn path_of(trail: &[Step<'_>]) -> String {
    if trail.is_empty() {
        return START.to_owned();
    }
    let ids: Vec<&str> = trail.iter().map(|step| step.answer.id.as_str()).collect();
    ids.join(".")
}

/// Every place of the guide, each before those that it leads to.
pub fn places(guide: &Guide) -> Vec<Place<'_>> {
    fn walk<'a>(place: Place<'a>, found: &mut Vec<Place<'a>>) {
        let onward: Vec<_> = place.onward().collect();
        found.push(place);
        onward.into_iter().for_each(|next| walk(next, found));
    }
    let mut found = Vec::new();
    walk(Place::start(guide), &mut found);
    found
}
