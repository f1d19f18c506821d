//! What each source answers at a moment.

mod gpu;
mod treasury;

pub use gpu::{lambda, runpod, vast};
pub use treasury::{bill_rates, Period};

/// A template with its names filled in.
fn fill(template: &str, values: &[(&str, &dyn ToString)]) -> String {
	values.iter().fold(template.to_string(), |text, (name, value)| {
		text.replace(&format!("{{{{{name}}}}}"), &value.to_string())
	})
}
