//! The hostile cases in one table: what is done, what has to be seen on the chain, and what was.

use crate::{answers, market, nodes, reporters, world::World};
use std::fmt::Write;

/// A hostile case.
pub struct Case {
	/// Its number.
	pub number: u8,
	/// The scenarios of `feed-sim`, or what else makes it.
	pub scenario: &'static str,
	/// What is done.
	pub done: &'static str,
	/// What has to be seen.
	pub expected: &'static str,
	/// Plays it, and tells what was seen.
	pub play: fn(&mut World) -> String,
}

const fn case(
	number: u8,
	scenario: &'static str,
	done: &'static str,
	expected: &'static str,
	play: fn(&mut World) -> String,
) -> Case {
	Case { number, scenario, done, expected, play }
}

/// Every case, in the order in which they are played: first those that need a chain which knows no
/// SOFR yet, last the one after which a reporter is gone, and the one whose node asks others.
pub const CASES: [Case; 28] = [
	case(
		2,
		"`negative-rate`, `negative-price`",
		"the first rate of a bill is -0.05 %, prices have a minus sign",
		"13-week bill: as served, below zero; H100 hour: nothing new",
		answers::negative,
	),
	case(
		5,
		"`true-zero`",
		"the rate of a day is 0.00 %, then the true one again",
		"13-week bill: as served, zero; afterwards all as served",
		answers::zero,
	),
	case(
		1,
		"`number-nan`, `number-infinity`, `number-overflow`, `number-null-text`, `number-dot`, \
		 `number-empty`, `number-m-null`",
		"the rate of one tenor is no number",
		"13-week bill: nothing new, 7 of 7; 26-week bill: as served; afterwards all as served",
		answers::odd_numbers,
	),
	case(
		3,
		"`rate-without-point`, `forty-digits`",
		"375 for 3.75, and forty digits",
		"13-week bill: nothing new, 2 of 2; 26-week bill: as served; afterwards all as served",
		answers::huge_numbers,
	),
	case(
		4,
		"`fraction-for-percent`, `cents-for-dollars`",
		"0.0375 for 3.75 %, and every venue tells cents for dollars",
		"13-week bill: in doubt; 26-week bill: as served; afterwards all as served; H100 hour: \
		 nothing new; afterwards all as served",
		answers::unit_slip,
	),
	case(
		6,
		"`cut-body`, `connection-reset`",
		"half a body, and a reset in the middle",
		"26-week bill: nothing new, 2 of 2; SOFR: as served; afterwards all as served",
		answers::broken_bodies,
	),
	case(
		7,
		"`garbage`, `html-page`, `html-disguised`, `json-error`, `graphql-errors`",
		"status 200 and something else",
		"SOFR: nothing new; H100 hour: nothing new; the publisher of bills is left alone for a \
		 while; 13-week bill: nothing new, 3 of 3; afterwards all as served",
		answers::other_bodies,
	),
	case(
		8,
		"`no-content`, `redirect`, `too-many-requests`, `unavailable`, `status500`",
		"another status",
		"13-week bill: nothing new, 5 of 5; SOFR: as served; afterwards all as served",
		answers::other_statuses,
	),
	case(
		9,
		"`slow-loris`, `hang`",
		"one byte a second, and none",
		"13-week bill: nothing new, 2 of 2; SOFR: as served; afterwards all as served; each run \
		 over within 12 s",
		answers::slow,
	),
	case(
		10,
		"`huge-body`, `gzip-bomb`, `long-length`, `short-length`, `missing-length`",
		"50 MB, a compressed body, a Content-Length that lies, and none",
		"13-week bill: nothing new, 4 of 4; SOFR: as served; afterwards all as served; without a \
		 length 13-week bill: as served; afterwards all as served",
		answers::large_bodies,
	),
	case(
		11,
		"`xml-dtd`, `xml-entity-bomb`, `xml-depth`, `json-depth`",
		"a document type, entities that multiply, 10,000 elements or 200 lists within each other",
		"SOFR: nothing new; 13-week bill: nothing new, 3 of 3; afterwards all as served",
		answers::deep_bodies,
	),
	case(
		12,
		"`yesterday`, `frozen-cdn`",
		"the file of the day before on each of four days; SOFR from a cache",
		"13-week bill: nothing new; SOFR: nothing new; QuorumLost 0 of 3: 1; age fresh, soft, soft, \
		 hard; told soft, hard; afterwards all as served",
		answers::stale,
	),
	case(
		13,
		"`future-date`, `february-31`, `two-digit-year`",
		"dates that cannot be",
		"13-week bill: nothing new, 3 of 3; 26-week bill: nothing new; afterwards all as served; \
		 SOFR: nothing new, 3 of 3; afterwards all as served; used H100: nothing new, then as \
		 served; afterwards all as served",
		answers::wrong_dates,
	),
	case(
		14,
		"`duplicate-conflict`, `revised-pair`",
		"a figure twice with two values; a pair of which one is flagged as the revision",
		"13-week bill: nothing new; 26-week bill: nothing new; afterwards all as served; SOFR, of a \
		 revised pair: as served; afterwards all as served",
		answers::duplicates,
	),
	case(
		16,
		"`columns-swapped`, `four-weeks-as-thirteen`, `cusip-digit`, `machine-price`, \
		 `pcie-as-sxm`",
		"the right number of another instrument; then only results of auctions are left",
		"13-week bill: nothing new, 3 of 3; 26-week bill: as served; afterwards all as served; H100 \
		 hour by machine-price: in doubt; afterwards all as served; H100 hour by pcie-as-sxm: in \
		 doubt; afterwards all as served; 13-week bill by results of auctions alone: nothing new; \
		 afterwards all as served",
		market::wrong_instruments,
	),
	case(
		20,
		"`fake-listings`",
		"forty offers at half the price at the cheapest venue, then at 145 % of it",
		"H100 hour: unmoved by forty cheap listings, nothing signed; afterwards all as served; by \
		 forty dear ones not beyond the next venue, not in force at once; in force later, and no more \
		 is lent on hardware; afterwards all as served",
		market::fake_listings,
	),
	case(
		21,
		"`venue-gone`",
		"one of three venues offers nothing",
		"H100 hour: nothing new; SourceDiversityLost 2 of 3; afterwards all as served",
		market::venue_gone,
	),
	case(
		22,
		"`empty-row`, and `set_closures`",
		"a holiday, and a day of mourning that governance has decreed",
		"holiday: nothing new, fresh, 0 alarms; decreed closure: nothing new, fresh, 0 alarms; \
		 afterwards all as served",
		market::holidays,
	),
	case(
		23,
		"`sofr-spike`",
		"SOFR rises by 282 basis points in a day, as in September 2019",
		"SOFR: in doubt, in doubt, as served; afterwards all as served",
		market::spike,
	),
	case(
		24,
		"`revision`",
		"the publisher revises a rate that was agreed on",
		"13-week bill: RoundRevised once, by 2 basis points, for the same day; afterwards all as \
		 served",
		market::revision,
	),
	case(
		15,
		"reports signed by hand",
		"a report sent twice, replayed, of another set, of another chain",
		"sent twice: one waits in the pool; in the round: AlreadyReported; after it: OldDay; other \
		 set: OtherSet; other key generation: OtherKey; expired: Expired; sister chain: \
		 BadSignature; afterwards all as served",
		reporters::replay,
	),
	case(
		18,
		"reports signed by hand",
		"a reporter's clock is wrong by an hour, or a little",
		"an hour ahead: FetchedAtWrongTime; an hour behind: FetchedAtWrongTime; up to 2 minutes \
		 ahead and 15 behind: taken; 13-week bill: as served; afterwards all as served",
		reporters::clock_skew,
	),
	case(
		19,
		"reports signed by hand",
		"one of four lies while two are silent; then the two are back; then all are silent",
		"13-week bill by one liar and one honest reporter: nothing new, QuorumLost 1 of 3; by three \
		 honest ones: as served, the liar struck; after two silent days: soft stale; afterwards all \
		 as served",
		reporters::collusion,
	),
	case(
		25,
		"the node is ended and started again",
		"reports are signed and in no block when the node ends",
		"13-week bill after the restart: nothing new; sent again: as served, one vote each; \
		 afterwards all as served",
		reporters::resend,
	),
	case(
		28,
		"appraisals by sudo",
		"a stolen appraiser's key says +300 %, then less and less again",
		"+300 %: MoveTooLarge; +8 %: waits for a day while the old value counts; +16 % on top of \
		 it: MoveTooLarge; then challenged and struck",
		reporters::stolen_appraiser,
	),
	case(
		26,
		"`--oracle-base`, `--oracle-config`",
		"sources in inner networks or without TLS, by address, by name, by a file",
		"the node does not start and names the source: private and link-local addresses are \
		 refused; use https; so by a file",
		nodes::forbidden_targets,
	),
	case(
		17,
		"`report_equivocation`",
		"a reporter signs two values for one thing",
		"Dave: convicted and slashed, his reports: Barred; 13-week bill with his vote for a third: \
		 nothing new; with a third honest one: as served; afterwards all as served",
		reporters::equivocation,
	),
	case(
		27,
		"`feed-sim --tls`, `SSL_CERT_FILE`",
		"no authorities; a good certificate, one that has expired, and one of another host",
		"without authorities the node does not start and names the remedy; a good, an expired and \
		 another's certificate: 13-week bill: as served, SOFR: nothing new, used H100: nothing new",
		nodes::certificates,
	),
];

/// What was seen in each case, by number, as documents print it.
pub fn table(seen: &[(&Case, String)]) -> String {
	let mut sorted: Vec<_> = seen.iter().collect();
	sorted.sort_by_key(|(case, _)| case.number);
	let head = "| case | scenario | what is done | expected | observed |\n|---|---|---|---|---|\n";
	let mut table = String::from(head);
	for (Case { number, scenario, done, expected, .. }, observed) in sorted {
		let _ = writeln!(table, "| {number} | {scenario} | {done} | {expected} | {observed} |");
	}
	table
}
