using Autocura.Alerts;
using Autocura.Functions.Tests.Alerts;
using Autocura.Incidents;
using Microsoft.DurableTask.Client;

namespace Autocura.Functions.Tests.Orchestrations;

public sealed class AlertIntakeOrchestratorTests
{
    [Fact]
    public async Task A_batch_about_three_workloads_opens_three_incidents()
    {
        await using var run = await IntakeRun.StartAsync();
        var report = await run.ReportAsync(SomeAlert.On("cart"), SomeAlert.On("catalog"), SomeAlert.On("payment"));
        report.Counts.Started.ShouldBe(3);
        foreach (var workload in new[] { "cart", "catalog", "payment" })
        {
            (await run.IncidentAsync(workload)).ShouldNotBeNull().IsRunning.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Many_alerts_about_one_workload_open_one_incident_with_all_of_them()
    {
        await using var run = await IntakeRun.StartAsync();
        var alerts = Enumerable.Range(1, 20).Select(pod => SomeAlert.With(("namespace", "shop"), ("deployment", "cart"), ("pod", $"cart-{pod}"))).ToArray();
        (await run.ReportAsync(alerts)).Counts.Started.ShouldBe(20);
        var incident = (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadInputAs<Incident>().ShouldNotBeNull();
        incident.Signals.Select(signal => signal.Alert.Fingerprint).ShouldBe(alerts.Select(alert => alert.Fingerprint));
        incident.Signals.ShouldAllBe(signal => signal.Intake == null, "what comes with the start needs no acknowledgement");
        incident.OpenedAt.ShouldBe(run.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_alert_joins_the_incident_that_runs_and_counts_once_it_says_so()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        var before = run.Clock.GetUtcNow();
        var report = await run.ReportAsync(SomeAlert.On("cart", "KubePodNotReady"), SomeAlert.On("cart").Resolved());
        report.Counts.Joined.ShouldBe(2);
        report.Results.ShouldAllBe(result => result.Incident == IntakeRun.Workload("cart").InstanceId);
        run.Clock.GetUtcNow().ShouldBe(before, "nobody waited for a timeout");
        (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull().Alerts.ShouldBe(3);
    }

    [Fact]
    public async Task A_repetition_after_the_end_is_a_duplicate_and_a_new_firing_opens_the_next_incident()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        run.Clock.Advance(TimeSpan.FromMinutes(10));
        await run.CloseAsync("cart");

        var again = await run.ReportAsync(SomeAlert.On("cart"));
        again.Results.ShouldHaveSingleItem().Kind.ShouldBe(AlertResultKind.Duplicate);
        (await run.IncidentAsync("cart")).ShouldNotBeNull().IsCompleted.ShouldBeTrue();

        run.Clock.Advance(TimeSpan.FromMinutes(1));
        var refired = SomeAlert.On("cart") with { StartsAt = run.Clock.GetUtcNow() };
        (await run.ReportAsync(refired)).Results.ShouldHaveSingleItem().Kind.ShouldBe(AlertResultKind.Started);
        (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadInputAs<Incident>().ShouldNotBeNull().OpenedAt.ShouldBe(run.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_alert_that_is_over_and_of_which_nobody_knows_needs_nothing()
    {
        await using var run = await IntakeRun.StartAsync();
        var report = await run.ReportAsync(SomeAlert.On("cart").Resolved(), SomeAlert.With(("namespace", "shop")).Resolved());
        report.Counts.Ignored.ShouldBe(2);
        run.Ends.Quarantined.ShouldBeEmpty();
        (await run.IncidentAsync("cart")).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_resolved_does_not_open_an_incident_together_with_what_fires()
    {
        await using var run = await IntakeRun.StartAsync();
        var report = await run.ReportAsync(SomeAlert.On("cart"), SomeAlert.On("cart", "KubePodNotReady").Resolved());
        (report.Counts.Started, report.Counts.Ignored).ShouldBe((1, 1));
        (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadInputAs<Incident>().ShouldNotBeNull().Signals.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_truncated_message_that_says_resolved_closes_nothing()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        await run.ReportAsync(IntakeRun.Batch(SomeAlert.On("catalog").Resolved()) with { TruncatedAlerts = 7 });
        (await run.IncidentAsync("cart")).ShouldNotBeNull().IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task An_alert_without_a_workload_is_kept_with_the_reason_and_nothing_is_acted_on()
    {
        await using var run = await IntakeRun.StartAsync();
        var report = await run.ReportAsync(SomeAlert.With(("namespace", "shop"), ("node", "node-1")), SomeAlert.On("cart"));
        (report.Counts.Unrouted, report.Counts.Started).ShouldBe((1, 1));
        run.Ends.Quarantined.ShouldHaveSingleItem().Reason.ShouldBe("It names no deployment.");
        report.Counts.Notes.ShouldHaveSingleItem().ShouldBe("Unrouted: KubePodCrashLooping: It names no deployment.");
    }

    [Fact]
    public async Task What_could_not_be_read_is_kept_with_its_place_and_stops_nobody()
    {
        await using var run = await IntakeRun.StartAsync();
        run.Ends.NoRecord = "the Anomaly kind is not there";
        var report = await run.ReportAsync(IntakeRun.Batch(SomeAlert.On("cart")) with { Rejected = [new RejectedAlert(3, "The alert has no labels.", "{}")] });
        (report.Counts.Quarantined, report.Counts.Started).ShouldBe((1, 1));
        run.Ends.Quarantined.ShouldHaveSingleItem().Raw.ShouldBe("{}");
        report.Results[0].Reason.ShouldBe("Alert 3 of the message: The alert has no labels. (no Anomaly was written: the Anomaly kind is not there)");
    }

    [Fact]
    public async Task One_poison_alert_stops_no_other_and_the_intake_fails_so_that_it_is_started_again()
    {
        await using var run = await IntakeRun.StartAsync();
        run.Ends.Unreachable["poison"] = 0;
        var batch = IntakeRun.Batch(SomeAlert.On("poison"), SomeAlert.On("cart"));
        var intake = await run.TakeAsync(batch);
        intake.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        intake.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldStartWith("1 of 2 alerts could not be delivered; the next delivery of the message tries again.");
        intake.ReadCustomStatusAs<IntakeCounts>().ShouldNotBeNull().Started.ShouldBe(1);
        run.Ends.Unreachable["poison"].ShouldBeGreaterThan(5, "a read that fails is repeated for a while");

        run.Ends.Unreachable.Clear();
        var report = await run.ReportAsync(batch);
        (report.Counts.Started, report.Counts.Joined).ShouldBe((1, 1));
    }

    [Fact]
    public async Task An_incident_that_does_not_answer_is_asked_three_times_and_then_the_intake_fails_loudly()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("mute"));
        var before = run.Clock.GetUtcNow();
        var intake = await run.TakeAsync(IntakeRun.Batch(SomeAlert.On("mute", "KubePodNotReady"), SomeAlert.On("cart")));
        intake.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        intake.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("The running incident did not take it in 3 times 30 seconds.");
        (run.Clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromSeconds(90));
        (await run.IncidentAsync("cart")).ShouldNotBeNull().IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task An_alert_that_races_with_the_incidents_end_opens_the_next_one()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("hasty"));
        var report = await run.ReportAsync(SomeAlert.On("hasty", "KubePodNotReady"));
        report.Results.ShouldHaveSingleItem().Kind.ShouldBe(AlertResultKind.Started);
        var incident = (await run.IncidentAsync("hasty")).ShouldNotBeNull();
        incident.IsRunning.ShouldBeTrue();
        incident.ReadInputAs<Incident>().ShouldNotBeNull().Signals.ShouldHaveSingleItem().Alert.Name.ShouldBe("KubePodNotReady");
    }

    [Fact]
    public async Task Two_intakes_at_once_open_one_incident_and_both_alerts_are_in_it()
    {
        await using var run = await IntakeRun.StartAsync();
        var reports = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => run.ReportAsync(SomeAlert.On("cart", $"Alert{n}"))));
        reports.Sum(report => report.Counts.Started).ShouldBe(1);
        reports.Sum(report => report.Counts.Joined).ShouldBe(7);
    }

    [Fact]
    public async Task A_suspended_incident_keeps_the_alert_until_it_is_resumed()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        var id = IntakeRun.Workload("cart").InstanceId;
        await run.Client.SuspendInstanceAsync(id, "a person looks at it");
        await run.Engine.WhenIdleAsync();
        (await run.ReportAsync(SomeAlert.On("cart", "KubePodNotReady"))).Results.ShouldHaveSingleItem().Reason.ShouldContain("suspended");

        await run.Client.ResumeInstanceAsync(id);
        (await run.IncidentAsync("cart")).ShouldNotBeNull().ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull().Alerts.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_terminated_is_not_opened_again_by_a_repetition()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(SomeAlert.On("cart"));
        await run.Client.TerminateInstanceAsync(IntakeRun.Workload("cart").InstanceId, "enough");
        await run.Engine.WhenIdleAsync();
        (await run.ReportAsync(SomeAlert.On("cart"))).Results.ShouldHaveSingleItem().Kind.ShouldBe(AlertResultKind.Duplicate);

        run.Clock.Advance(TimeSpan.FromMinutes(1));
        (await run.ReportAsync(SomeAlert.On("cart") with { StartsAt = run.Clock.GetUtcNow() })).Counts.Started.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_entry_twice_in_a_message_counts_once()
    {
        await using var run = await IntakeRun.StartAsync();
        (await run.ReportAsync(SomeAlert.On("cart"), SomeAlert.On("cart"))).Results.ShouldHaveSingleItem().Kind.ShouldBe(AlertResultKind.Started);
    }
}
