//! Rates, times, tranches and charges as people type and read them.

use crate::{
	chain::key::account,
	output,
	vault::amount::{parse, positive},
};
use caliber_finance::schedule::UTC_OFFSETS;
use caliber_primitives::units::{RatePerSecond, UsdaiAmount};
use caliber_runtime::{AccountId, Hash};
use pallet_lending::{Charge, ChargeKind, Junior, MAX_CHARGE, MAX_RATE};

/// Seconds in a year of 365 days, by which rates are counted.
const YEAR: u128 = 365 * 86_400;
/// Half of the fourth decimal of a percent, of which 10^16 are one.
const HALF: u128 = 500_000_000_000;

/// A rate in percent a year, such as `13` or `12.5`, rounded up to the unit of the chain.
///
/// # Errors
/// Says how one is written.
pub fn rate(text: &str) -> Result<RatePerSecond, String> {
	match carry(text)? {
		RatePerSecond(0) => Err("that is no interest: give more".into()),
		rate => Ok(rate),
	}
}

/// What money earns in escrow: as a [`rate`], and it may be nothing.
///
/// # Errors
/// Says how one is written.
pub fn carry(text: &str) -> Result<RatePerSecond, String> {
	let percent = text.strip_suffix('%').unwrap_or(text).trim_end();
	let percent = parse(percent).map_err(|_| "write percent a year, such as 13 or 12.5")?;
	// Of 10^18 in a percent to 10^18 in the whole, a second.
	let rate = u64::try_from(percent.div_ceil(100 * YEAR)).map(RatePerSecond);
	let rate = rate.ok().filter(|rate| *rate <= MAX_RATE);
	rate.ok_or_else(|| "that is above 100 % a year: give less".into())
}

/// A rate a year, to the nearest of four decimals, of which the last two are shown when there is
/// something in them: what was typed comes back, though blended rates are rounded down.
pub fn a_year(rate: RatePerSecond) -> String {
	let percent = u128::from(rate.get()) * YEAR + HALF;
	format!("{} a year", percentage(percent))
}

/// A percentage of four decimals, of which 10^16 are one percent.
pub fn percentage(percent: u128) -> String {
	let figure = output::fixed(percent, 16, 4);
	format!("{} %", figure.strip_suffix("00").unwrap_or(&figure))
}

/// Local time minus UTC, such as `+02:00`, in seconds.
///
/// # Errors
/// Says how one is written.
pub fn offset(text: &str) -> Result<i32, String> {
	let seconds = || -> Option<i32> {
		let (sign, clock) = match text.as_bytes().first()? {
			b'+' => (1, &text[1..]),
			b'-' => (-1, &text[1..]),
			_ => return None,
		};
		let (hours, minutes) = clock.split_once(':')?;
		let two = |part: &str| -> Option<i32> {
			let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
			digits.then(|| part.parse().ok())?
		};
		let minutes = two(minutes).filter(|minutes| *minutes < 60)?;
		Some(sign * (two(hours)? * 3_600 + minutes * 60))
	};
	seconds().filter(|seconds| UTC_OFFSETS.contains(seconds)).ok_or_else(|| {
		"write local time minus UTC, from -12:00 to +14:00, such as +02:00 or -05:30".into()
	})
}

/// The same in words.
pub fn zone(seconds: i32) -> String {
	let minutes = seconds.unsigned_abs() / 60;
	match (seconds, minutes) {
		(_, 0) => "UTC".into(),
		(0.., _) => format!("UTC+{:02}:{:02}", minutes / 60, minutes % 60),
		_ => format!("UTC-{:02}:{:02}", minutes / 60, minutes % 60),
	}
}

/// What a Curator is to lend: `ACCOUNT:AMOUNT:PERCENT`.
///
/// # Errors
/// Says how it is written.
pub fn tranche(text: &str) -> Result<Junior<AccountId>, String> {
	let parts: Vec<_> = text.split(':').collect();
	let [curator, amount, percent] = parts[..] else {
		return Err("write ACCOUNT:AMOUNT:PERCENT, such as //Ferdie:50000:15".into());
	};
	Ok(Junior {
		curator: account(curator)?,
		amount: UsdaiAmount(positive(amount)?),
		rate: rate(percent)?,
	})
}

/// What somebody is paid with each instalment: `KIND:ACCOUNT:PERCENT`.
///
/// # Errors
/// Says how it is written.
pub fn charge(text: &str) -> Result<Charge<AccountId>, String> {
	let parts: Vec<_> = text.split(':').collect();
	let [kind, payee, percent] = parts[..] else {
		return Err("write KIND:ACCOUNT:PERCENT, such as premium://Dave:0.1".into());
	};
	let kind = match kind {
		"premium" => ChargeKind::Premium,
		"custody" => ChargeKind::Custody,
		"servicing" => ChargeKind::Servicing,
		"filing" => ChargeKind::Filing,
		_ => return Err("a charge is for premium, custody or servicing".into()),
	};
	Ok(Charge { kind, payee: account(payee)?, rate: of_balance(percent)? })
}

/// A part of the balance in percent, rounded up to the unit of the chain.
fn of_balance(text: &str) -> Result<u64, String> {
	let percent = text.strip_suffix('%').unwrap_or(text).trim_end();
	let percent = parse(percent).map_err(|_| "write percent of the balance, such as 0.1")?;
	match u64::try_from(percent.div_ceil(100)) {
		Ok(0) => Err("that is no charge: give more".into()),
		Ok(rate) if rate <= MAX_CHARGE => Ok(rate),
		_ => Err("that is above 1 % of the balance: give less".into()),
	}
}

/// What a charge is for, and how much it is.
pub fn charged(charge: &Charge<AccountId>) -> String {
	format!("{} of the balance for {}", percentage(charge.rate.into()), word(charge.kind))
}

/// The word for what a charge is for.
pub fn word(kind: ChargeKind) -> &'static str {
	match kind {
		ChargeKind::Premium => "premium",
		ChargeKind::Custody => "custody",
		ChargeKind::Servicing => "servicing",
		ChargeKind::Filing => "filing",
	}
}

/// The hash of terms.
///
/// # Errors
/// Says how one is written.
pub fn hash(text: &str) -> Result<Hash, String> {
	text.parse().map_err(|_| "write the hash of the terms: 0x and 64 digits".into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_primitives::units::UNIT;

	#[test]
	fn rate_should_be_that_of_the_documentation_when_it_is_read() {
		for (text, rate_a_second, read) in [
			("10", 3_170_979_199, "10.00 % a year"),
			("13", 4_122_272_958, "13.00 % a year"),
			("13.00 %", 4_122_272_958, "13.00 % a year"),
			("12.3456", 3_914_764_080, "12.3456 % a year"),
			("100", MAX_RATE.get(), "100.00 % a year"),
			("5%", 1_585_489_600, "5.00 % a year"),
		] {
			assert_eq!(rate(text), Ok(RatePerSecond(rate_a_second)), "{text}");
			assert_eq!(a_year(RatePerSecond(rate_a_second)), read);
			assert_eq!(a_year(RatePerSecond(rate_a_second - 1)), read);
		}
		assert_eq!((carry("0"), carry("13")), (Ok(RatePerSecond(0)), rate("13")));
		for (text, remedy) in [
			("", "such as 13"),
			("-1", "such as 13"),
			("0", "give more"),
			("0.13x", "such as 13"),
			("100.1", "give less"),
			("99999999999", "give less"),
		] {
			let error = rate(text).unwrap_err();
			assert!(error.contains(remedy), "{text}: {error}");
		}
	}

	#[test]
	fn offset_should_come_back_as_it_was_typed_when_it_is_one() {
		for (text, seconds, read) in [
			("+00:00", 0, "UTC"),
			("-00:00", 0, "UTC"),
			("+02:00", 7_200, "UTC+02:00"),
			("-05:30", -19_800, "UTC-05:30"),
			("+14:00", 50_400, "UTC+14:00"),
			("-12:00", -43_200, "UTC-12:00"),
		] {
			assert_eq!(offset(text), Ok(seconds), "{text}");
			assert_eq!(zone(seconds), read);
		}
		for wrong in ["", "2", "02:00", "+2:00", "+02", "+02:60", "+14:01", "-12:01", "+é:00", "é"]
		{
			assert!(offset(wrong).unwrap_err().contains("+02:00"), "{wrong}");
		}
	}

	#[test]
	fn tranche_should_be_read_in_its_three_parts_when_it_is_one() {
		let read = tranche("//Ferdie:50,000.00:15").unwrap();
		assert_eq!(read.curator, account("//Ferdie").unwrap());
		assert_eq!(read.amount, UsdaiAmount(50_000 * UNIT));
		assert_eq!(read.rate, rate("15").unwrap());
		for (wrong, remedy) in [
			("//Ferdie", "ACCOUNT:AMOUNT:PERCENT"),
			("//Ferdie:50000", "ACCOUNT:AMOUNT:PERCENT"),
			("//Ferdie:50000:15:1", "ACCOUNT:AMOUNT:PERCENT"),
			("Ferdie:50000:15", "give an address"),
			("//Ferdie:0:15", "give more"),
			("//Ferdie:50000:0", "give more"),
		] {
			let error = tranche(wrong).unwrap_err();
			assert!(error.contains(remedy), "{wrong}: {error}");
		}
	}

	#[test]
	fn charge_should_be_read_in_its_three_parts_when_it_is_one() {
		for (text, kind, rate_of_all, read) in [
			("premium://Dave:0.1", ChargeKind::Premium, 1_000_000_000_000_000, "0.10 % of"),
			("custody://Dave:1", ChargeKind::Custody, MAX_CHARGE, "1.00 % of"),
			(
				"servicing://Dave:0.0125 %",
				ChargeKind::Servicing,
				125_000_000_000_000,
				"0.0125 % of",
			),
		] {
			let read_back = charge(text).unwrap();
			assert_eq!(
				read_back,
				Charge { kind, payee: account("//Dave").unwrap(), rate: rate_of_all }
			);
			let told = charged(&read_back);
			assert!(told.starts_with(read) && text.starts_with(word(kind)), "{told}");
		}
		for (wrong, remedy) in [
			("premium://Dave", "KIND:ACCOUNT:PERCENT"),
			("tax://Dave:0.1", "premium, custody or servicing"),
			("premium:Dave:0.1", "give an address"),
			("premium://Dave:0", "give more"),
			("premium://Dave:1.01", "give less"),
			("premium://Dave:x", "such as 0.1"),
		] {
			let error = charge(wrong).unwrap_err();
			assert!(error.contains(remedy), "{wrong}: {error}");
		}
	}

	#[test]
	fn hash_should_be_refused_when_it_is_none() {
		let text = format!("0x{}", "12".repeat(32));
		assert_eq!(hash(&text), Ok(Hash::repeat_byte(0x12)));
		for wrong in ["", "0x12", "terms"] {
			assert!(hash(wrong).unwrap_err().contains("64 digits"), "{wrong}");
		}
	}
}
