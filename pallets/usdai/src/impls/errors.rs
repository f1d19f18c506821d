//! A refusal of the ledger as an error of the pallet.

use crate::{pallet::Error, types::Refusal};

impl<T> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::UnknownReserve => Self::UnknownReserve,
			Refusal::ZeroAmount => Self::ZeroAmount,
			Refusal::BelowMinimum => Self::BelowMinimum,
			Refusal::MintingOff => Self::MintingOff,
			Refusal::RedemptionOff => Self::RedemptionOff,
			Refusal::Unpriced => Self::Unpriced,
			Refusal::BelowBand => Self::BelowBand,
			Refusal::MixOnly => Self::MixOnly,
			Refusal::AboveCeiling => Self::AboveCeiling,
			Refusal::FeeAboveMax => Self::FeeAboveMax,
			Refusal::Shortfall => Self::Shortfall,
			Refusal::CapExceeded => Self::CapExceeded,
			Refusal::FuseFull => Self::FuseFull,
			Refusal::OutflowFull => Self::OutflowFull,
			Refusal::CashBufferEmpty => Self::CashBufferEmpty,
			Refusal::PaysNothing => Self::PaysNothing,
			Refusal::AboveIssuance => Self::AboveIssuance,
			Refusal::NothingToReconcile => Self::NothingToReconcile,
			Refusal::SupplyJumped => Self::SupplyJumped,
			Refusal::StatementLate => Self::StatementLate,
			Refusal::StatementFailed => Self::StatementFailed,
			Refusal::NoGate => Self::NoGate,
			Refusal::AboveBridged => Self::AboveBridged,
			Refusal::Overflow => Self::Overflow,
		}
	}
}
