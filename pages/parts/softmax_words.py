"""What the softmax page says of its numbers."""

import math

from derivations.figures.shift_error import Mark
from derivations.precision import FORMS, PRECISIONS, Breakdown, Precision, ShiftStudy

LARGEST_POWER: dict[Precision, str] = {
    "float64": "$e^{709.78}$",
    "float32": "$e^{88.72}$",
    "float16": "$e^{11.09}$",
}
POINT = "Every distribution over three classes is a point. T moves it along the dotted way."
NO_POINT = (
    "Cold, on the left, the largest logit takes all (dark); hot, on the right, all classes are alike. "
    "With 3 classes p is a point in the triangle of all distributions."
)


def error_table(study: ShiftStudy) -> str:
    """The largest error of each form in each precision, or that there is no number, as a table."""
    head = [f"largest error at c = {study.shift:g}", *FORMS]
    body = [[kind, *(f"`{short(study.error((form, kind)))}`" for form in FORMS)] for kind in PRECISIONS]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *body])


def marks(study: ShiftStudy) -> list[Mark]:
    """The shifts between which the formula as written still gives numbers."""
    return [
        mark
        for precision, ends in study.breakdowns.items()
        for mark in (
            Mark(ends.underflow, 1.0, f"{precision}: every power rounds to 0 below c = {ends.underflow:.1f}"),
            Mark(ends.overflow, 1.0, f"{precision}: a power is infinite above c = {ends.overflow:.1f}"),
        )
    ]


def what_happened(study: ShiftStudy, form: str, precision: Precision) -> str:
    """One sentence on the bars in view."""
    ends, error = study.breakdowns[precision], study.error((form, precision))
    if form == "as written" and study.shift > ends.overflow:
        most = LARGEST_POWER[precision]
        return f"**Overflow.** A power is beyond {most}, the largest in {precision}, and ∞/∞ is no number."
    if form == "as written" and study.shift < ends.underflow:
        return f"**Underflow.** Every power rounds to 0 in {precision}, and 0/0 is no number."
    if error > 0.01:
        return f"**Numbers, but wrong ones.** They are off by {error:.2f}."
    return f"**The shift cancels.** The bars agree to {short(error)}."


def why_it_breaks(breakdowns: dict[Precision, Breakdown]) -> str:
    """Where each precision breaks, and what no form can mend."""
    spans = [f"{kind} from {_whole(b.underflow)} to {_whole(b.overflow)}" for kind, b in breakdowns.items()]
    return (
        f"As written (solid), there are numbers only for some shifts: {', '.join(spans)}. Beyond the crosses a "
        "power overflows, or all of them underflow. With the largest entry taken out first (dotted), the largest "
        "power is 1 and the sum at least 1, so neither can happen. What still grows with |c| is the rounding of z + c "
        "itself: near 1000, float16 knows only halves."
    )


def row_sums(study: ShiftStudy) -> str:
    """What the rows of the Jacobian say of a shift."""
    largest = float(abs(study.jacobian.sum(axis=1)).max())
    return f"Each row sums to zero (here to {short(largest)}): a shift of all logits moves nothing."


def short(error: float) -> str:
    """An error in one digit, which is all it means."""
    if math.isnan(error):
        return "no number"
    return "0" if error == 0 else f"{error:.0e}"


def _whole(shift: float) -> str:
    return f"{shift:.0f}".replace("-", "−")
