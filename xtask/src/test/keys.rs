//! Finds the catalogue keys in the page's sources.

/// A use of the catalogue.
#[derive(Debug, PartialEq)]
pub enum Use {
    /// `t('ui.start')`, `data-i18n="ui.start"`: exactly this key.
    Key(String),
    /// `` t(`option.${key}.label`) ``: some key that begins and ends like this.
    Pattern { start: String, end: String },
}

/// Every use of the catalogue in a JavaScript or HTML file, with its line.
pub fn find(source: &str) -> Vec<(usize, Use)> {
    let lines = source.lines().enumerate();
    lines
        .flat_map(|(index, line)| in_line(line).into_iter().map(move |key| (index + 1, key)))
        .collect()
}

fn in_line(line: &str) -> Vec<Use> {
    let mut found = Vec::new();
    for (at, name) in line.match_indices("t(") {
        if starts_a_word(line, at) {
            found.extend(in_argument(line[at + name.len()..].trim_start()));
        }
    }
    for (at, name) in line.match_indices("data-i18n") {
        let after = &line[at + name.len()..];
        if let Some((rest, value)) = after.split_once('=')
            && is_attribute_name(rest)
        {
            found.extend(literal(value));
        }
    }
    found
}

/// The key, or both keys of `t(condition ? 'ui.a' : 'ui.b')`.
fn in_argument(text: &str) -> Vec<Use> {
    if let Some(key) = literal(text) {
        return vec![key];
    }
    let argument = &text[..end_of_argument(text)];
    let choices = ["? ", ": "]
        .into_iter()
        .flat_map(|mark| argument.split(mark).skip(1));
    choices
        .filter_map(literal)
        .filter(|key| *key != Use::Key(String::new()))
        .collect()
}

/// Up to the comma or the bracket that ends it.
fn end_of_argument(text: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' | ',' if depth == 0 => return at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// `t(` as in `i18n.t(` or `t(`, not as in `set(` or `assert(`.
fn starts_a_word(line: &str, at: usize) -> bool {
    !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '$')
}

fn is_attribute_name(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}

fn literal(text: &str) -> Option<Use> {
    let quote = text
        .chars()
        .next()
        .filter(|first| ['\'', '"', '`'].contains(first))?;
    let (inside, _) = text[1..].split_once(quote)?;
    match (quote, inside.split_once("${")) {
        ('`', Some((start, rest))) => {
            let end = rest.rsplit_once('}').map_or("", |(_, end)| end);
            Some(Use::Pattern {
                start: start.into(),
                end: end.into(),
            })
        }
        _ => Some(Use::Key(inside.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(line: &str) -> Vec<Use> {
        find(line).into_iter().map(|(_, found)| found).collect()
    }

    #[test]
    fn calls_and_attributes_are_found() {
        assert_eq!(keys("a = t('ui.start');"), [Use::Key("ui.start".into())]);
        assert_eq!(
            keys("i18n.t( \"ui.stop\", {n})"),
            [Use::Key("ui.stop".into())]
        );
        assert_eq!(
            keys(r#"<b data-i18n="ui.a" data-i18n-title='ui.b'>"#).len(),
            2
        );
        assert_eq!(find("\n\nt('ui.x')")[0].0, 3);
    }

    #[test]
    fn templates_become_patterns() {
        let pattern = Use::Pattern {
            start: "option.".into(),
            end: ".label".into(),
        };
        assert_eq!(keys("t(`option.${spec.key}.label`)"), [pattern]);
        assert_eq!(keys("t(`ui.start`)"), [Use::Key("ui.start".into())]);
    }

    #[test]
    fn both_keys_of_a_choice_count() {
        let both = ["ui.pause", "ui.play"].map(|key| Use::Key(key.into()));
        assert_eq!(
            keys("t(on(a, b) ? 'ui.pause' : 'ui.play', { n: 'x' })"),
            both
        );
        assert_eq!(keys("t(element.getAttribute('x') ?? '')"), []);
    }

    #[test]
    fn other_calls_are_left_alone() {
        assert_eq!(
            keys("assert('x'); set('y'); $t('z'); t(key); dataset.i18n = 'a'"),
            []
        );
        assert_eq!(keys("querySelectorAll('[data-i18n]')"), []);
    }
}
