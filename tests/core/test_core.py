"""Rules, strategies, steps and derivations."""

import pytest

from derivations.core import MANY, Derivation, DoesNotApply, Rule, exhaust, fine_steps, rule
from derivations.notation import Marked, Partial, Sum, exp, indices, log, scalar, size, tanh, vector
from derivations.rules.algebra import exp_of_a_sum, log_of_exp, multiply_out
from derivations.rules.calculus import chain_rule
from derivations.rules.definitions import unfold
from derivations.rules.strategies import differentiate

n = size("n")
i, j, k = indices("i j k", n)
x, a, b, c = map(scalar, "xabc")
z = vector("z", n)
p = vector("p", n).defined_by(lambda k: exp(z[k]) / Sum(exp(z[j]), j))


@rule("drop a logarithm")
def drop_log(e):
    """log u
    → u"""
    return e.args[0] if isinstance(e, log) else None


@rule("one more")
def one_more(e):
    """u → u + 1"""
    return e + 1


@rule("say the same again")
def say_again(e):
    """u → u"""
    return e


NESTED = log(log(a)) + tanh(log(b))
REACH = [
    (drop_log, NESTED, log(a) + tanh(b), "the outermost matches, all at once"),
    (drop_log.once(), log(a) * tanh(log(b)), a * tanh(log(b)), "the first match alone"),
    (drop_log.where(lambda e: e.has(b)), NESTED, log(log(a)) + tanh(b), "only where something holds"),
    (drop_log, Sum(log(z[k]), k), Sum(z[k], k), "inside a sum"),
    (drop_log, Partial(log(x), x), Partial(x, x), "under a derivative, not in its variable"),
    (drop_log, a * b, None, "nowhere"),
    (say_again, a * b, None, "a match that changes nothing is none"),
]


@pytest.mark.parametrize(("move", "before", "after"), [row[:3] for row in REACH], ids=[row[3] for row in REACH])
def test_where_a_rule_reaches(move, before, after):
    assert move(before) == after


def test_a_rule_is_made_of_a_function_and_its_docstring():
    assert (drop_log.name, drop_log.formula) == ("drop a logarithm", "log u → u")


def test_the_manners_of_a_rule_leave_the_rule_itself_alone():
    assert drop_log.repeated().repeats
    assert drop_log.once().only_first
    assert drop_log.if_possible().optional
    assert (drop_log.repeats, drop_log.only_first, drop_log.optional) == (False, False, False)


def test_repeated_goes_on_until_nothing_matches():
    assert [step.after for step in fine_steps(log(log(a)), drop_log.repeated())] == [log(a), a]


def test_what_runs_in_circles_is_stopped():
    with pytest.raises(RuntimeError, match=f"one more: still applying after {MANY} times"):
        list(fine_steps(a, one_more.repeated()))


def test_a_strategy_tries_its_rules_in_turn_until_none_applies():
    strategy = exhaust("both", log_of_exp, exp_of_a_sum)
    steps = list(fine_steps(log(exp(a + b)) + exp(a + c), strategy))
    assert [step.rule for step in steps] == [log_of_exp.name, exp_of_a_sum.name]
    assert steps[-1].after == a + b + exp(a) * exp(c)


def test_a_coarse_line_owns_the_fine_ones():
    derivation = Derivation(log(log(a))).by(drop_log.repeated(), exp_of_a_sum.if_possible(), "Both go.")
    (line,) = derivation.steps
    assert (line.before, line.after, line.why) == (log(log(a)), a, "Both go.")
    assert [(fine.before, fine.after) for fine in line.fine] == [(log(log(a)), log(a)), (log(a), a)]
    assert line.rule == drop_log.name  # what did not apply is not named
    assert derivation.fine == line.fine
    assert derivation.lines == (log(log(a)), a)
    assert derivation.result == a


def test_a_line_that_gives_no_reason_gives_its_formula():
    assert Derivation(log(a)).by(drop_log).steps[0].why == drop_log.formula


def test_by_returns_a_new_derivation():
    start = Derivation(log(log(a)))
    longer = start.by(drop_log)
    assert start.steps == ()
    assert start.result == log(log(a))
    assert longer.by(drop_log).lines == (log(log(a)), log(a), a)


@pytest.mark.parametrize("move", [drop_log.if_possible(), exhaust("logs", drop_log)], ids=["optional", "strategy"])
def test_what_need_not_apply_adds_no_line(move):
    assert Derivation(a * b).by(move) == Derivation(a * b)


def test_what_does_not_apply_names_the_rule_and_the_expression():
    with pytest.raises(
        DoesNotApply, match=r"“multiply out” \(a \(b \+ c\) → a b \+ a c\) matches nothing in a b\."
    ) as error:
        Derivation(a * b).by(multiply_out, "It is a product.")
    assert error.value.rule is multiply_out
    assert error.value.expr == a * b


def test_nothing_applies_in_the_middle_of_a_line_either():
    with pytest.raises(DoesNotApply, match="drop a logarithm"):
        Derivation(log(a)).by(drop_log, drop_log)


def test_steps_are_equal_by_what_they_say():
    same = Rule(drop_log.name, drop_log.formula, lambda e: drop_log.rewrite(e))
    assert Derivation(log(a)).by(drop_log) == Derivation(log(a)).by(same)


def test_what_changed_is_marked_on_both_sides():
    (line,) = Derivation(a * log(b) + c).by(drop_log).steps
    before, after = line.marked
    assert before == a * Marked(log(b)) + c
    assert after == a * Marked(b) + c


def test_a_rule_leaves_no_bound_index_under_the_name_of_another():
    loss = scalar("J").defined_by(Sum(p[k] ** 2, k))
    derivation = Derivation(Partial(loss, z[j])).by(chain_rule(p)).by(unfold(p), differentiate).by(unfold(loss))
    for line in derivation.lines:
        names = [total.index.name for total in line.atoms(Sum)]
        assert j.name not in names
