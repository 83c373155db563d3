using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Support.Chaos;
using Autocura.Support.Chaos.Invariants;

namespace Autocura.Chaos;

/// <summary>A promise whose breach would not be noticed is none: each is broken here on purpose.</summary>
public sealed class PromisesTests
{
    private static readonly Sighting Undone = SomeRun.Scaled(4, $"{SomeRun.Plan}/1/undo", 3, 0, before: $"{SomeRun.Plan}/1");

    [Fact]
    public void A_run_in_which_all_is_well_breaks_none() => Promises.Broken(SomeRun.Good()).ShouldBeEmpty();

    [Fact]
    public void A_change_in_another_namespace_is_found() => Broken<NothingElsewhere>(run => run with { Audit = [SomeRun.Wrote(ObjectKey.Apps("deployments", ChaosWorld.Vault, "safe"))] });

    [Fact]
    public void A_change_of_what_lies_in_no_namespace_is_found() => Broken<NothingElsewhere>(run => run with { Audit = [SomeRun.Wrote(ObjectKey.Core("namespaces", null, "store"))] });

    [Fact]
    public void A_step_too_many_is_found() => Broken<WithinBudget>(run => run with { Seen = [.. run.Seen, SomeRun.Scaled(50, $"{SomeRun.Incident}/2/1", 3, 4)] });

    [Fact]
    public void A_pod_too_many_is_found() => Broken<WithinBudget>(run => run with { Audit = [SomeRun.Wrote(ObjectKey.Core("pods", ChaosWorld.Store, "web-1"), "delete")] });

    [Fact]
    public void A_change_without_the_lock_is_found() => Broken<OneAtATime>(run => run with { Seen = [.. run.Seen.Skip(1)] });

    [Fact]
    public void A_change_under_the_lock_of_another_host_is_found() => Broken<OneAtATime>(run => run with { Seen = [SomeRun.Locked(1, $"host-1/{SomeRun.Plan}"), run.Seen[1]] });

    [Fact]
    public void A_change_under_a_lock_that_has_expired_is_found() =>
        Broken<OneAtATime>(run => run with { Seen = [SomeRun.Locked(1, $"host-0/{SomeRun.Plan}"), run.Seen[1] with { At = SomeRun.Noon + TimeSpan.FromMinutes(6) }] });

    [Fact]
    public void An_undo_without_the_lock_is_found() => Broken<OneAtATime>(run => run with { Seen = [.. run.Seen, Undone] });

    [Fact]
    public void A_step_that_is_done_twice_is_found() => Broken<DoneOnce>(run => run with { Seen = [.. run.Seen, SomeRun.Scaled(5, $"{SomeRun.Plan}/1", 3, 4)] });

    [Fact]
    public void A_pod_that_is_taken_away_twice_is_found() => Broken<DoneOnce>(run => run with { Audit = [Taken("5") with { Id = 1 }, Taken("6") with { Id = 2 }] });

    [Fact]
    public void A_pod_that_is_on_its_way_and_asked_for_again_was_taken_away_once() => new DoneOnce().Broken(SomeRun.Good() with { Audit = [Taken("5") with { Id = 1 }, Taken("5") with { Id = 2 }] }).ShouldBeEmpty();

    [Fact]
    public void A_step_that_stands_though_its_incident_recovered_alone_is_found() => Broken<Accounted>(run => run with { Incidents = [SomeRun.Ended(OutcomeKind.RecoveredAlone, "it came right")] });

    [Fact]
    public void A_step_of_an_attempt_that_did_not_help_and_stands_is_found() => Broken<Accounted>(run => run with { Incidents = [SomeRun.Ended(OutcomeKind.Healed, "the second helped", attempts: 2)] });

    [Fact]
    public void A_step_that_belongs_to_no_incident_is_found() => Broken<Accounted>(run => run with { Incidents = [] });

    [Fact]
    public void An_undo_that_leaves_something_else_is_found() => Broken<Restored>(run => run with { Seen = [.. run.Seen, SomeRun.Scaled(4, $"{SomeRun.Plan}/1/undo", 3, 1, before: $"{SomeRun.Plan}/1")] });

    [Fact]
    public void What_somebody_else_changed_meanwhile_is_not_held_against_an_undo()
    {
        var run = SomeRun.Good();
        var other = SomeRun.Scaled(3, $"{SomeRun.Plan}/1", 3, 5, by: "", before: $"{SomeRun.Plan}/1");

        new Restored().Broken(run with { Seen = [.. run.Seen, other, SomeRun.Scaled(4, $"{SomeRun.Plan}/1/undo", 5, 5, before: $"{SomeRun.Plan}/1")] }).ShouldBeEmpty();
    }

    [Fact]
    public void An_ending_without_a_reason_is_found() => Broken<Reasoned>(run => run with { Incidents = [SomeRun.Ended(OutcomeKind.Healed, " ")] });

    [Theory]
    [InlineData("""{ "review": { "verdict": "Denied" } }""")]
    [InlineData("""{ "state": "RolledBack" }""")]
    public void A_record_without_a_reason_is_found(string status) =>
        Broken<Reasoned>(run => run with { Plans = [new JsonObject { ["metadata"] = new JsonObject { ["name"] = "plan" }, ["status"] = JsonNode.Parse(status) }] });

    [Fact]
    public void A_lock_that_is_held_at_the_end_is_found() => Broken<NothingLeftBehind>(run => run with { Leases = [SomeRun.LeaseOf("host-0/web-1/1", SomeRun.Noon)] });

    [Fact]
    public void A_plan_that_acts_for_ever_by_the_ledger_is_found()
    {
        var open = new BrakeEntry { Holder = "host-0/web-1/1", At = SomeRun.Noon, Incident = SomeRun.Incident, Targets = ["Deployment store/web"], Namespaces = ["store"] };

        Broken<NothingLeftBehind>(run => run with { Ledger = JsonSerializer.Serialize(new BrakeLedger { Entries = [open] }) });
    }

    [Fact]
    public void A_change_after_everything_was_stopped_is_found() => Broken<StoppedWhenTold>(run => run with { Seen = [SomeRun.Stopped(0), .. run.Seen] });

    [Fact]
    public void An_undo_after_everything_was_stopped_is_found() => Broken<StoppedWhenTold>(run => run with { Seen = [.. run.Seen, SomeRun.Stopped(3), Undone] });

    [Theory]
    [InlineData(OperatingMode.Observe)]
    [InlineData(OperatingMode.Suggest)]
    [InlineData(OperatingMode.Approve)]
    public void A_change_that_nobody_permitted_is_found(OperatingMode mode) => Broken<Permitted>(run => run with { Plan = run.Plan with { Mode = mode } });

    [Fact]
    public void A_change_that_somebody_forbade_is_found() => Broken<Permitted>(run => run with { Refused = [SomeRun.Plan] });

    [Fact]
    public void What_never_ends_is_found() => Broken<Ended>(run => run with { Unfinished = ["host-0 IncidentOrchestrator web"] });

    private static AuditEntry Taken(string version) => SomeRun.Wrote(ObjectKey.Core("pods", ChaosWorld.Store, "web-1"), "delete") with { ResourceVersion = version };

    private static void Broken<T>(Func<ChaosRecord, ChaosRecord> spoil)
        where T : IInvariant, new()
    {
        new T().Broken(SomeRun.Good()).ShouldBeEmpty();
        new T().Broken(spoil(SomeRun.Good())).ShouldNotBeEmpty();
    }
}
