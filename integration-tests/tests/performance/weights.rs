//! Reads the files that `make weights` writes. They are all made of one template, and hold more than
//! the functions in them return: what was proved, and when and where it was measured.

/// A figure that may grow by what a call is about: its base, and how much each of which component
/// adds.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Figure {
	/// Without any.
	pub base: u64,
	/// For each of a component, by its letter.
	pub each: Vec<(String, u64)>,
}

impl Figure {
	/// With one of each component.
	pub fn of_one(&self) -> u64 {
		self.base + self.each.iter().map(|(_, each)| each).sum::<u64>()
	}

	fn add(&mut self, letter: Option<&str>, number: u64) {
		match letter {
			None => self.base += number,
			Some(letter) => self.each.push((letter.into(), number)),
		}
	}
}

/// What a call costs.
#[derive(Default, Debug)]
pub struct Cost {
	/// Name of the function that weighs it.
	pub name: String,
	/// Picoseconds without reads and writes.
	pub time: Figure,
	/// Entries that are read.
	pub reads: Figure,
	/// Entries that are written.
	pub writes: Figure,
	/// Bytes that prove what was read, recorded on the state of the benchmark.
	pub proof: Figure,
}

/// When and where a file was measured, and what it says of each call.
///
/// # Panics
/// When it is not of the template.
pub fn parse(file: &str) -> (&str, Vec<Cost>) {
	let measured = file.lines().filter_map(|line| line.strip_prefix("//! ")).next_back();
	let functions = file.split("\n\tfn ").skip(1);
	(measured.expect("it says when it was measured"), functions.map(function).collect())
}

fn function(text: &str) -> Cost {
	let (name, rest) = text.split_once('(').expect("it has a name");
	let (body, _) = rest.split_once("\n\t}").expect("it ends");
	let mut cost = Cost { name: name.into(), ..Default::default() };
	let proof =
		body.lines().find_map(|line| line.trim().strip_prefix("// Proof in bytes: measured "));
	let (proof, _) = proof.expect("its proof was measured").split_once(',').expect("and bounded");
	for term in proof.split(" + ") {
		match term.split_once(" * ") {
			Some((letter, each)) => cost.proof.add(Some(letter), number(each)),
			None => cost.proof.add(None, number(term)),
		}
	}
	let code = body.lines().filter(|line| !line.trim().starts_with("//"));
	let code: String = code.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
	let (_, code) = code.split_once("{").expect("it has a body");
	for term in code.split(".saturating_add(") {
		add(&mut cost, term);
	}
	cost
}

/// Adds a term: `Weight::from_parts(1_000,0)` or `T::DbWeight::get().reads(1)`, the number in it
/// perhaps multiplied by `.saturating_mul(i.into())`.
fn add(cost: &mut Cost, term: &str) {
	let letter = term.split_once(".saturating_mul(").map(|(_, rest)| {
		let (letter, _) = rest.split_once(".into()").expect("a component is converted");
		letter
	});
	let after = |name: &str| term.split_once(name).map(|(_, rest)| number(rest));
	let (figure, found) = if let Some(time) = after("Weight::from_parts(") {
		(&mut cost.time, time)
	} else if let Some(reads) = after(".reads(") {
		(&mut cost.reads, reads)
	} else {
		(&mut cost.writes, after(".writes(").expect("there is no other term"))
	};
	// The slope of the largest proof is a weight without time.
	if found > 0 || letter.is_none() {
		figure.add(letter, found);
	}
}

/// The number that a text begins with.
fn number(text: &str) -> u64 {
	let text = text.replace("_u64", "");
	let digits = text.chars().take_while(|c| c.is_ascii_digit() || *c == '_');
	let digits: String = digits.filter(char::is_ascii_digit).collect();
	digits.parse().expect("it is a number")
}

#[cfg(test)]
mod tests {
	use super::*;

	const FILE: &str = "//! What the calls of `pallet_x` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_x`, never by hand.
//!
//! 2026-11-30, 10 steps of 5 repeats on a machine.

impl<T: frame_system::Config> pallet_x::WeightInfo for WeightInfo<T> {
	// Storage: `X::Y` (r:1 w:1)
	// `i` is in 1..=128.
	fn act(i: u32, ) -> Weight {
		// Proof in bytes: measured 4441 + i * 591, at most 23850 + i * 2998.
		// At least 272_253_000 picoseconds.
		Weight::from_parts(257_812_299, 23_850)
			// Standard error 1_395_909.
			.saturating_add(Weight::from_parts(24_054_354, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(18))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(i.into()))
	}
	fn set() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 9_504_000 picoseconds.
		Weight::from_parts(14_432_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
";

	#[test]
	fn figures_should_be_those_of_the_file_when_it_is_of_the_template() {
		let (measured, costs) = parse(FILE);
		assert_eq!(measured, "2026-11-30, 10 steps of 5 repeats on a machine.");
		let [act, set] = &costs[..] else { panic!("there are two") };
		let figure = |base, each| Figure { base, each: vec![(String::from("i"), each)] };
		assert_eq!((&*act.name, &*set.name), ("act", "set"));
		assert_eq!(act.time, figure(257_812_299, 24_054_354));
		assert_eq!((&act.reads, &act.writes), (&figure(21, 2), &figure(18, 3)));
		assert_eq!((&act.proof, act.proof.of_one()), (&figure(4_441, 591), 5_032));
		assert_eq!((set.time.base, set.reads.base, set.writes.of_one()), (14_432_000, 0, 1));
	}
}
