using System.Globalization;
using Autocura.Incidents;
using Spectre.Console;

namespace Autocura.Embedded.Demo;

/// <summary>Prints an incident as it unfolds: each timeline entry once, and the diagnosis, the plan and the measurements when they change.</summary>
internal sealed class TimelinePrinter(IAnsiConsole console)
{
    private const int BarWidth = 20;
    private int printed;
    private IReadOnlyList<CauseSummary> causes = [];
    private string? plan;
    private IReadOnlyList<string> results = [];

    public void Print(IncidentStatus status)
    {
        foreach (var entry in status.Timeline.Where(entry => entry.Number > printed))
        {
            printed = entry.Number;
            console.MarkupLine($"[grey]{entry.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}[/]  [{Color(entry.Phase)}]{entry.Phase,-16}[/] {Markup.Escape(entry.Message)}");
            PrintDetails(entry, status);
        }
    }

    /// <summary>What belongs under an entry comes right after it, also when several entries are new at once.</summary>
    private void PrintDetails(TimelineEntry entry, IncidentStatus status)
    {
        if (status.Causes is [var top, ..] && entry.Message.StartsWith($"{top.Cause} (", StringComparison.Ordinal))
        {
            PrintCauses(status);
        }
        else if (entry.Message.StartsWith("Plan: ", StringComparison.Ordinal))
        {
            PrintPlan(status);
        }
        else if (entry.Message.StartsWith("Measured: ", StringComparison.Ordinal))
        {
            PrintMeasurements(status);
        }
    }

    private void PrintCauses(IncidentStatus status)
    {
        if (status.Causes.SequenceEqual(causes))
        {
            return;
        }

        causes = status.Causes;
        foreach (var cause in causes)
        {
            var full = (int)Math.Round(cause.Probability * BarWidth);
            console.MarkupLine($"          [yellow]{new string('█', full)}[/][grey]{new string('░', BarWidth - full)}[/] {cause.Probability,5:0.0%}  [bold]{Markup.Escape(cause.Cause)}[/]  [grey]{Markup.Escape(cause.Headline)}[/]");
        }
    }

    private void PrintPlan(IncidentStatus status)
    {
        if (status.Plan is null || status.Plan.Id == plan)
        {
            return;
        }

        plan = status.Plan.Id;
        foreach (var line in status.Plan.Diff)
        {
            console.MarkupLine($"          [cyan]±[/] {Markup.Escape(line)}");
        }
    }

    private void PrintMeasurements(IncidentStatus status)
    {
        List<string> now = [.. status.Measurements.Select(Result)];
        if (now.SequenceEqual(results))
        {
            return;
        }

        results = now;
        foreach (var line in status.Measurements)
        {
            var sign = line.Contains(": Good", StringComparison.Ordinal) ? "[green]✓[/]" : "[yellow]·[/]";
            console.MarkupLine($"          {sign} [grey]{Markup.Escape(line)}[/]");
        }
    }

    /// <summary>A measurement without its numbers, which move at every round.</summary>
    private static string Result(string line) => line.Split(',')[0];

    private static string Color(IncidentPhase phase) => phase switch
    {
        IncidentPhase.Resolved => "green",
        IncidentPhase.Escalated => "orange1",
        IncidentPhase.Failed => "red",
        IncidentPhase.Remediating or IncidentPhase.Verifying => "blue",
        IncidentPhase.AwaitingApproval => "magenta",
        _ => "white",
    };
}
