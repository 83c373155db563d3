using Autocura.Functions.Tests.Ledger;
using Autocura.Incidents;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Telemetry;

public sealed class IncidentMetricsTests : IDisposable
{
    private readonly IncidentMetrics metrics = new();
    private readonly OwnMetrics own;

    public IncidentMetricsTests() => own = new OwnMetrics([metrics]);

    private string Text => ExpositionText.Write(own.Read([]));

    public void Dispose() => metrics.Dispose();

    [Fact]
    public void The_same_record_again_counts_nothing()
    {
        var record = new SomeRecord("cart").Healed;

        metrics.Entered(record, IncidentPhase.Verifying);
        metrics.Entered(record, IncidentPhase.Resolved);

        Text.ShouldContain("autocura_phase_transitions_total{from=\"Verifying\",to=\"Resolved\"} 1\n");
        Text.ShouldContain("autocura_incidents_total{outcome=\"Healed\"} 1\n");
        Text.ShouldNotContain("mttd");
    }

    [Fact]
    public void A_new_incident_says_how_long_it_took_to_be_noticed()
    {
        metrics.Entered(new SomeRecord("cart").Opened, null);

        Text.ShouldContain("autocura_mttd_seconds_count 1\n");
        Text.ShouldContain("autocura_phase_transitions_total{from=\"None\",to=\"Analyzing\"} 1\n");
    }

    [Fact]
    public void An_incident_that_no_alert_began_has_no_time_to_be_noticed()
    {
        var opened = new SomeRecord("cart").Opened;

        metrics.Entered(opened with { Incident = opened.Incident with { Signals = [] } }, null);

        Text.ShouldNotContain("mttd");
        Text.ShouldContain("autocura_phase_transitions_total{from=\"None\",to=\"Analyzing\"} 1\n");
    }

    [Fact]
    public void A_plan_that_left_the_table_unapproved_is_told_from_one_that_was_approved()
    {
        var asked = new SomeRecord("cart").Planned;

        metrics.Entered(asked with { Status = asked.Status with { Phase = IncidentPhase.Remediating } }, IncidentPhase.AwaitingApproval);
        metrics.Entered(asked with { Status = asked.Status with { Phase = IncidentPhase.Resolved } }, IncidentPhase.AwaitingApproval);

        Text.ShouldContain("autocura_approvals_total{decision=\"approved\"} 1\n");
        Text.ShouldContain("autocura_approvals_total{decision=\"undecided\"} 1\n");
    }

    [Fact]
    public void The_version_that_runs_is_shown() => Text.ShouldContain("autocura_build_info{version=\"");
}
