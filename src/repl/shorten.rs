//! Results that would fill more than the terminal: their middle is left out, and how to see it is said.

use crate::host;

/// Rows that are shown of a result in any case, and at most: more is a wall of text on any terminal.
const LEAST: usize = 10;
const MOST: usize = 30;
/// Rows that are left for what was typed and for the next prompt.
const AROUND: usize = 6;

/// The pieces of a text that fill a row of the terminal each.
fn rows(text: &str, columns: usize) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(move |line| {
        let mut rest = Some(line);
        std::iter::from_fn(move || {
            let now = rest?;
            let end = now.char_indices().nth(columns).map_or(now.len(), |(i, _)| i);
            rest = (end < now.len()).then(|| &now[end..]);
            Some(&now[..end])
        })
    })
}

/// A text that is too long for a terminal of this size, without its middle; nothing if it fits.
fn cut(text: &str, columns: usize, lines: usize) -> Option<String> {
    let room = lines.saturating_sub(AROUND).clamp(LEAST, MOST);
    if text.len() < room {
        return None;
    }
    let all: Vec<&str> = rows(text, columns.max(1)).collect();
    if all.len() <= room {
        return None;
    }
    let tail = room / 4;
    let head = room - tail - 1;
    let left_out = all.len() - head - tail;
    let place = |row: &str| row.as_ptr() as usize - text.as_ptr() as usize;
    let begin = text[..place(all[head])].trim_end_matches('\n');
    let end = &text[place(all[all.len() - tail])..];
    Some(format!("{begin}\n... {left_out} more lines; %all shows everything ...\n{end}"))
}

/// The same for the terminal that there is.
pub fn shorten(text: &str) -> Option<String> {
    let (columns, lines) = host::tty::size(1).unwrap_or((80, 24));
    cut(text, columns.into(), lines.into())
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn head_and_tail_stay() {
        assert_eq!(cut("short", 80, 24), None);
        let lines: Vec<String> = (0..100).map(|i| format!("line {i}")).collect();
        let short = cut(&lines.join("\n"), 80, 24).expect("too long");
        assert!(short.starts_with("line 0\nline 1\n") && short.ends_with("line 98\nline 99"), "{short}");
        assert!(short.contains("\n... 83 more lines; %all"), "{short}");
        assert_eq!(short.lines().count(), 18);
        let short = cut(&"名".repeat(1000), 10, 24).expect("too long");
        assert_eq!(short.matches('名').count(), 10 * 17);
        assert_eq!(cut(&lines[..18].join("\n"), 80, 24), None);
    }
}
