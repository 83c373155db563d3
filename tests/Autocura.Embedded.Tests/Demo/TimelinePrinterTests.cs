using Autocura.Embedded.Demo;
using Autocura.Incidents;
using Spectre.Console;

namespace Autocura.Embedded.Tests.Demo;

public sealed class TimelinePrinterTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly StringWriter written = new();
    private readonly TimelinePrinter printer;

    public TimelinePrinterTests()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 200;
        printer = new TimelinePrinter(console);
    }

    private string[] Lines => written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [Fact]
    public void Every_entry_is_printed_once_however_often_the_status_is_seen()
    {
        var status = Status(Entry(1, IncidentPhase.Detected, "KubePodCrashLooping on Deployment shop/cart"));

        printer.Print(status);
        printer.Print(status);
        printer.Print(status with { Timeline = [.. status.Timeline, Entry(2, IncidentPhase.Analyzing, "Collecting evidence")] });

        Lines.ShouldBe(["08:00:01  Detected         KubePodCrashLooping on Deployment shop/cart", "08:00:02  Analyzing        Collecting evidence"]);
    }

    [Fact]
    public void What_belongs_under_an_entry_comes_right_after_it()
    {
        printer.Print(Status(
            Entry(1, IncidentPhase.Analyzing, "BadImage (99.6%): cannot be pulled"),
            Entry(2, IncidentPhase.Planning, "Plan: RollBackRelease"),
            Entry(3, IncidentPhase.Verifying, "Measured: rollout Good")) with
        {
            Causes = [new CauseSummary("BadImage", 0.996, "cannot be pulled")],
            Plan = new PlanSummary("cart/1", "RollBackRelease", 0.1, [], "") { Diff = ["spec.replicas: 0 -> 2"] },
            Measurements = ["rollout: Good, 2 of 2"],
        });

        Lines.Select(line => line[..Math.Min(line.Length, 20)].Trim()).ShouldBe(
            ["08:00:01  Analyzing", "████████████████████", "08:00:02  Planning", "± spec.replicas: 0 -", "08:00:03  Verifying", "✓ rollout: Good, 2 o"]);
    }

    [Fact]
    public void Text_from_labels_is_never_markup()
    {
        printer.Print(Status(Entry(1, IncidentPhase.Detected, "[red]alert[/] on [link=http://evil]shop[/]")));

        Lines.ShouldBe(["08:00:01  Detected         [red]alert[/] on [link=http://evil]shop[/]"]);
    }

    public void Dispose() => written.Dispose();

    private static TimelineEntry Entry(int number, IncidentPhase phase, string message) => new(number, Start.AddSeconds(number), phase, message);

    private static IncidentStatus Status(params TimelineEntry[] timeline) => new()
    {
        Phase = timeline[^1].Phase,
        Severity = Severity.Low,
        Risk = 20,
        Workload = new WorkloadRef("test", "Deployment", "shop", "cart"),
        OpenedAt = Start,
        RecordName = "cart-1",
        Timeline = timeline,
    };
}
