//! What stands between an offer and a loan: in words, with what to do about it.

use super::{
	terms::{number, part, usd},
	waiting,
};
use crate::{
	output::{columns, moment},
	vault::ROLLING,
};
use caliber_primitives::collateral::FactError;
use caliber_runtime::AccountId;
use pallet_lending::{Dependence, Unmet};
use serde_json::{json, Value};

/// The same under a heading, for a page.
pub fn line(loan: u32, unmet: &Unmet<AccountId>) -> String {
	columns(&[("Not met", sentence(loan, unmet))]).trim_end().into()
}

/// A condition of a loan that is not met, and the remedy.
pub fn sentence(loan: u32, unmet: &Unmet<AccountId>) -> String {
	let (what, remedy) = words(loan, unmet);
	format!("{what}; {remedy}")
}

fn words(loan: u32, unmet: &Unmet<AccountId>) -> (String, String) {
	match unmet {
		Unmet::Paused => {
			("the chain takes nothing in".into(), "wait until governance opens it again".into())
		},
		Unmet::Shortfall => (
			"the dollar has a shortfall, and nothing is lent meanwhile".into(),
			"wait until it is made up".into(),
		),
		Unmet::Frozen => ("the borrower is on the freeze list".into(), "ask governance".into()),
		Unmet::Expired { at } => (
			format!("the offer expired on {} UTC", moment(at.get())),
			"ask its originator for another".into(),
		),
		Unmet::Tranche { tranche, curator, amount } => (
			format!("tranche {tranche} of {} USDai is not staged", usd(*amount)),
			format!("{curator} stages it with `caliber loan stage {loan}`"),
		),
		Unmet::FrozenCurator { tranche } => (
			format!("the Curator of tranche {tranche} is on the freeze list"),
			"ask the originator for an offer with another".into(),
		),
		Unmet::Refinanced { late: true } => (
			"an instalment of the loan that it replaces is late".into(),
			"pay that first: `caliber loans --status late,overdue` lists it".into(),
		),
		Unmet::Refinanced { late: false } => (
			"the loan that it replaces does not run any more".into(),
			"ask the originator for an offer without it".into(),
		),
		Unmet::Rolling => ("nothing can be lent yet".into(), ROLLING.into()),
		Unmet::Originator => (
			"the word of its originator does not count any more".into(),
			"ask another for an offer".into(),
		),
		Unmet::Product { known: false } => {
			("nothing is lent on this model".into(), "ask governance for a product".into())
		},
		Unmet::Product { known: true } => {
			("lending on this model is switched off".into(), "ask governance".into())
		},
		Unmet::Owner(item) => (
			format!("the borrower does not hold title to item {}", item.0),
			"get it from its owner, or ask for an offer without it".into(),
		),
		Unmet::Encumbered(item) => (
			format!("item {} is not free", item.0),
			format!(
				"`caliber gpu show {0}` tells whether it is pledged or asked for, or waits for \
				 `caliber gpu activate {0}`",
				item.0
			),
		),
		Unmet::Standing(item) => (
			format!("something is missing for item {}", item.0),
			format!("`caliber gpu show {}` tells what, and who cures it", item.0),
		),
		Unmet::Value(item, error) => value(item.0, error),
		Unmet::Model(item) => (
			format!("item {} is of another model than the loan", item.0),
			"ask for an offer for each model".into(),
		),
		Unmet::Ltv { ltv, most } => (
			match ltv {
				Some(ltv) => format!(
					"the loan is {} of what its items lend on, and {} is the most",
					part(*ltv),
					part(*most)
				),
				None => "the items lend on nothing".into(),
			},
			"pledge more, or ask for less".into(),
		),
		Unmet::CurveLtv { ltv, most } => (
			match ltv {
				Some(ltv) => format!(
					"as the items age, the loan will be up to {} of what they lend on, and {} is \
					 the most",
					part(*ltv),
					part(*most)
				),
				None => "the items will be worth nothing while something is owed".into(),
			},
			"pledge more, or ask for less or for a shorter time".into(),
		),
		Unmet::Cover { cover, least } => (
			format!("the items are covered for {}, and {} is the least", usd(*cover), usd(*least)),
			"have the insurer cover them for more: `caliber gpu insure`".into(),
		),
		Unmet::CoverUntil { until, least } => (
			format!(
				"the cover ends on {}, and {} is the earliest",
				moment(until.get()),
				moment(least.get())
			),
			"have the insurer renew it: `caliber gpu insure`".into(),
		),
		Unmet::DebtCeiling { book, most } => (
			format!(
				"with it the vault would have lent {}, and the ceiling is {}",
				usd(*book),
				usd(*most)
			),
			"wait for repayments, or ask governance".into(),
		),
		Unmet::Share { on, hangs, most } => (
			format!(
				"{} of the book would hang on {}, and {} is the most",
				usd(*hangs),
				dependence(on),
				usd(*most)
			),
			"ask for less, or wait until the book has grown".into(),
		),
		Unmet::Payee { charge } => (
			format!("the payee of charge {} has no role for it any more", charge.saturating_add(1)),
			"ask governance for a grant, or the originator for an offer with another".into(),
		),
		Unmet::Milestone(milestone) => (
			format!("nobody has confirmed that the hardware is {}", waiting::word(*milestone)),
			waiting::confirms(loan, *milestone, None),
		),
		Unmet::EscrowOver { at } => (
			format!("the money has waited until {} UTC, and goes back", moment(at.get())),
			format!("`caliber loan end {loan}`, whoever signs"),
		),
		Unmet::Site(item) => (
			format!("item {} is at another site than the terms say", item.0),
			format!("name items that stand there; `caliber loan show {loan}` tells where"),
		),
		Unmet::FrozenVendor => (
			"the vendor is on the freeze list".into(),
			format!("ask governance, or give the money back: `caliber loan end {loan}`"),
		),
		Unmet::Liquidity { amount } => (
			format!("the vault cannot lend {} now", usd(*amount)),
			"wait for deposits or repayments; `caliber vault show` tells what is free".into(),
		),
	}
}

fn value(item: u32, error: &FactError) -> (String, String) {
	match error {
		FactError::UnknownItem => {
			(format!("there is no item {item}"), "ask for an offer without it".into())
		},
		FactError::Deficient => (
			format!("item {item} has no value: appraisal or invoice does not count"),
			format!("`caliber gpu show {item}` tells who cures it"),
		),
		FactError::Feed(fault) => (
			format!("item {item} has no value: its market price is unusable ({fault:?})"),
			"wait for a new one; `caliber feeds` tells what is wrong".into(),
		),
		FactError::Uncomputable => (
			format!("item {item} has no value: its numbers cannot be computed with"),
			"have it appraised anew".into(),
		),
	}
}

fn dependence(on: &Dependence<AccountId>) -> String {
	match on {
		Dependence::Borrower(_) => "the borrower".into(),
		Dependence::Site(site) => format!("site {}", site.0),
		Dependence::Model(model) => format!("model {}", model.0),
		Dependence::Curator(curator) => format!("Curator {curator}"),
	}
}

/// For programs: which condition, with the figures of the chain.
pub fn json(loan: u32, unmet: &Unmet<AccountId>) -> Value {
	let (name, figures) = match unmet {
		Unmet::Paused => ("paused", json!({})),
		Unmet::Shortfall => ("shortfall", json!({})),
		Unmet::Frozen => ("frozen", json!({})),
		Unmet::Expired { at } => ("expired", json!({ "at": at })),
		Unmet::Tranche { tranche, curator, amount } => (
			"tranche",
			json!({
				"tranche": tranche,
				"curator": curator.to_string(),
				"amount": number(*amount),
			}),
		),
		Unmet::FrozenCurator { tranche } => ("frozen_curator", json!({ "tranche": tranche })),
		Unmet::Refinanced { late } => ("refinanced", json!({ "late": late })),
		Unmet::Rolling => ("rolling", json!({})),
		Unmet::Originator => ("originator", json!({})),
		Unmet::Product { known } => ("product", json!({ "known": known })),
		Unmet::Owner(item) => ("owner", json!({ "item": item })),
		Unmet::Encumbered(item) => ("encumbered", json!({ "item": item })),
		Unmet::Standing(item) => ("standing", json!({ "item": item })),
		Unmet::Value(item, error) => {
			("value", json!({ "item": item, "error": format!("{error:?}") }))
		},
		Unmet::Model(item) => ("model", json!({ "item": item })),
		Unmet::Ltv { ltv, most } => ("ltv", json!({ "ltv_ppm": ltv, "most_ppm": most })),
		Unmet::CurveLtv { ltv, most } => ("curve_ltv", json!({ "ltv_ppm": ltv, "most_ppm": most })),
		Unmet::Cover { cover, least } => {
			("cover", json!({ "cover": number(*cover), "least": number(*least) }))
		},
		Unmet::CoverUntil { until, least } => {
			("cover_until", json!({ "until": until, "least": least }))
		},
		Unmet::DebtCeiling { book, most } => {
			("debt_ceiling", json!({ "book": number(*book), "most": number(*most) }))
		},
		Unmet::Share { on, hangs, most } => (
			"share",
			json!({ "on": dependence(on), "hangs": number(*hangs), "most": number(*most) }),
		),
		Unmet::Payee { charge } => ("payee", json!({ "charge": charge })),
		Unmet::Milestone(milestone) => {
			("milestone", json!({ "milestone": waiting::word(*milestone) }))
		},
		Unmet::EscrowOver { at } => ("escrow_over", json!({ "at": at })),
		Unmet::Site(item) => ("site", json!({ "item": item })),
		Unmet::FrozenVendor => ("frozen_vendor", json!({})),
		Unmet::Liquidity { amount } => ("liquidity", json!({ "amount": number(*amount) })),
	};
	json!({ "condition": name, "figures": figures, "says": sentence(loan, unmet) })
}
