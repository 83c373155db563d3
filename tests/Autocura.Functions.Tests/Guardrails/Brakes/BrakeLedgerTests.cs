using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Brakes;

public sealed class BrakeLedgerTests
{
    private static readonly ReviewSettings Settings = new();

    [Fact]
    public void The_same_plan_spends_once_however_often_it_asks()
    {
        var once = BrakeLedger.Empty.With(SomeLedger.Entry("a/1", Some.Noon), Settings);

        once.With(SomeLedger.Entry("a/1", Some.Noon.AddSeconds(3)), Settings).ShouldBeSameAs(once);
    }

    [Fact]
    public void A_plan_that_changed_nothing_has_spent_nothing() =>
        BrakeLedger.Empty.With(SomeLedger.Entry("a/1", Some.Noon), Settings).Without("a/1").Entries.ShouldBeEmpty();

    [Fact]
    public void What_no_window_reaches_is_forgotten()
    {
        var ledger = SomeLedger.Spent(3, Some.Noon);

        ledger.Pruned(Settings, Some.Noon.AddMinutes(59)).Entries.Count.ShouldBe(3);
        ledger.Pruned(Settings, Some.Noon.AddMinutes(60)).Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_ledger_that_is_full_lets_nothing_through()
    {
        var full = SomeLedger.Spent(BrakeLedger.MostEntries, Some.Noon);

        ActionBudget.Check(full, [new ObjectRef("apps/v1", "Deployment", "shop", "cart")], Settings with { ActionsPerCluster = 10_000, ActionsPerNamespace = 10_000 }, Some.Noon)!
            .Reason.ShouldContain("full");
    }

    [Fact]
    public void Nodes_have_a_budget_of_their_own()
    {
        var ledger = new BrakeLedger { Entries = [.. Enumerable.Range(0, 3).Select(number => SomeLedger.Entry($"a/{number}", Some.Noon, $"Node node-{number}"))] };

        ActionBudget.Check(ledger, [new ObjectRef("v1", "Node", "", "node-9")], Settings, Some.Noon)!.Reason.ShouldContain("3 of 3 actions on nodes");
        ActionBudget.Check(ledger, [new ObjectRef("apps/v1", "Deployment", "shop", "cart")], Settings, Some.Noon).ShouldBeNull();
    }
}
