//! Finds the catalogue keys in the page's sources.

/// A use of the catalogue: the fixed parts of a key, with something unknown between each and the next.
/// `'ui.start'` has one part, `` `option.${key}.label` `` has two.
#[derive(Debug, PartialEq)]
pub struct Use(Vec<String>);

impl Use {
    /// Whether `key` is one of those that this use may ask for. What is unknown stays within one segment of the key.
    pub fn matches(&self, key: &str) -> bool {
        let Some((first, rest)) = self.0.split_first() else {
            return false;
        };
        key.strip_prefix(first.as_str())
            .is_some_and(|after| fits(rest, after))
    }

    /// Whether it may be the key of a text, wherever it stands: `roots` are the first segments of all keys.
    fn begins_with_one_of(&self, roots: &[&str]) -> bool {
        let first = self.0.first().map_or("", String::as_str);
        first
            .split_once('.')
            .is_some_and(|(root, _)| roots.contains(&root))
    }
}

impl std::fmt::Display for Use {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", self.0.join("…"))
    }
}

fn fits(parts: &[String], text: &str) -> bool {
    let Some((next, rest)) = parts.split_first() else {
        return text.is_empty();
    };
    let gap = text
        .find(|letter| !is_of_segment(letter))
        .unwrap_or(text.len());
    (1..=gap).any(|end| {
        text[end..]
            .strip_prefix(next.as_str())
            .is_some_and(|after| fits(rest, after))
    })
}

fn is_of_segment(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

/// Every use of the catalogue in a JavaScript or HTML file, with its line: literals that begin like a key, and
/// whatever literal is given to `t(…)`, `optionalText(…)` or a `data-i18n` attribute.
pub fn find(source: &str, roots: &[&str]) -> Vec<(usize, Use)> {
    let lines = source.lines().enumerate();
    lines
        .flat_map(|(index, line)| {
            let uses = in_line(line, roots).into_iter();
            uses.map(move |found| (index + 1, found))
        })
        .collect()
}

fn in_line(line: &str, roots: &[&str]) -> Vec<Use> {
    line.char_indices()
        .filter(|(_, letter)| ['\'', '"', '`'].contains(letter))
        .filter_map(|(at, quote)| {
            let found = literal(&line[at + 1..], quote)?;
            (found.begins_with_one_of(roots) || asks_for_a_text(&line[..at])).then_some(found)
        })
        .collect()
}

/// Whether what follows is handed to the catalogue: `t(`, as in `texts.t(`, but not as in `set(`.
fn asks_for_a_text(before: &str) -> bool {
    let before = before.trim_end();
    ["t(", "optionalText("].iter().any(|call| {
        before.strip_suffix(call).is_some_and(|start| {
            !start.ends_with(|letter: char| letter.is_alphanumeric() || "_$".contains(letter))
        })
    }) || ["data-i18n", "data-i18n-label", "data-i18n-title"]
        .iter()
        .any(|name| before.ends_with(&format!("{name}=")) || before.ends_with(&format!("{name}':")))
}

/// The key that ends at the next `quote`; nothing if it could not be one.
fn literal(text: &str, quote: char) -> Option<Use> {
    let mut parts = vec![String::new()];
    let mut rest = text;
    loop {
        let letter = rest.chars().next()?;
        if letter == quote {
            let is_empty = parts.iter().all(String::is_empty);
            return (!is_empty).then_some(Use(parts));
        }
        if quote == '`' && rest.starts_with("${") {
            rest = rest.split_once('}')?.1;
            parts.push(String::new());
        } else if is_of_segment(letter) || letter == '.' {
            parts.last_mut()?.push(letter);
            rest = &rest[1..];
        } else {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Vec<Vec<String>> {
        let found = find(line, &["ui", "option"]);
        found.into_iter().map(|(_, Use(parts))| parts).collect()
    }

    #[test]
    fn keys_are_found_wherever_they_stand() {
        assert_eq!(parts("a = texts.t('ui.start');"), [["ui.start"]]);
        assert_eq!(
            parts(r#"<b data-i18n="ui.a" data-i18n-title='ui.b'>"#).len(),
            2
        );
        assert_eq!(parts("{ label: 'ui.a', 'data-i18n': 'ui.b' }").len(), 2);
        assert_eq!(parts("t(on(a, 'x') ? 'ui.pause' : 'ui.play')").len(), 2);
        assert_eq!(find("\n\nt('ui.x')", &["ui"])[0].0, 3);
    }

    #[test]
    fn a_slip_in_the_first_segment_is_found_where_a_text_is_asked_for() {
        assert_eq!(parts("t( 'iu.start')"), [["iu.start"]]);
        assert_eq!(parts(r#"<b data-i18n="iu.a">"#), [["iu.a"]]);
        assert!(parts("set('iu.start'); assert('x'); label: 'iu.start'; t(key); t('')").is_empty());
    }

    #[test]
    fn a_template_matches_what_fits_in_its_gaps() {
        let line = "t(`option.${spec.key}.label`)";
        assert_eq!(parts(line), [["option.", ".label"]]);
        let found = &find(line, &[])[0].1;
        assert!(found.matches("option.seed.label"));
        assert!(!found.matches("option.seed.help") && !found.matches("option..label"));
        assert!(!found.matches("option.a.b.label"), "a gap is one segment");
        assert!(find("t(`ui.${a}_${b}`)", &[])[0].1.matches("ui.of_a_b"));
        assert!(!find("t(`ui.${a}`)", &[])[0].1.matches("ui.a.b"));
    }
}
