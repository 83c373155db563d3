using System.Text.Json;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Incidents;

public sealed class StatusBoundsTests
{
    [Fact]
    public void A_status_that_fits_is_left_alone()
    {
        var status = Status("short");
        StatusBounds.Fit(status).ShouldBeSameAs(status);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('<')]
    [InlineData('\u65e5')]
    public void The_fullest_status_fits_whatever_its_letters_are(char letter)
    {
        var status = Status(new string(letter, StatusBounds.LineLength));
        JsonSerializer.Serialize(status).Length.ShouldBeGreaterThan(StatusBounds.MostCharacters);

        var fitted = StatusBounds.Fit(status);

        JsonSerializer.Serialize(fitted).Length.ShouldBeLessThanOrEqualTo(StatusBounds.MostCharacters);
        fitted.Timeline.ShouldNotBeEmpty();
        fitted.Timeline[^1].ShouldBe(status.Timeline[^1]);
        fitted.Headline.ShouldBe(status.Headline);
        fitted.Plan.ShouldNotBeNull().Id.ShouldBe(status.Plan!.Id);
    }

    private static IncidentStatus Status(string line) => new()
    {
        Phase = IncidentPhase.Remediating,
        Severity = Severity.High,
        Risk = 60,
        Workload = new WorkloadRef("main", "Deployment", "shop", "cart"),
        OpenedAt = Some.Noon,
        RecordName = "cart-0123456789",
        Headline = line,
        Causes = [.. Enumerable.Range(0, 3).Select(_ => new CauseSummary("bad-release", 0.5, line))],
        Plan = new PlanSummary("plan/1", line, 0.2, Lines(line), line) { Diff = Lines(line) },
        Measurements = Lines(line),
        Timeline = [.. Enumerable.Range(1, line.Length < 10 ? 1 : 24).Select(number => new TimelineEntry(number, Some.Noon, IncidentPhase.Remediating, line))],
    };

    private static string[] Lines(string line) => line.Length < StatusBounds.LineLength ? [line] : [.. Enumerable.Repeat(line, 11)];
}
