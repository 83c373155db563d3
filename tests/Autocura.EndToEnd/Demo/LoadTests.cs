using System.Globalization;
using Autocura.Demo.Load;

namespace Autocura.EndToEnd.Demo;

/// <summary>The load that people make in a week, sent for real and made up for the past.</summary>
public sealed class LoadTests
{
    // A Monday.
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly LoadPattern Pattern = new() { WeeklyGrowth = 0 };

    [Fact]
    public void A_working_day_has_its_peaks_and_a_night_is_quiet()
    {
        double At(int day, double hour) => Pattern.At(Monday.AddDays(day).AddHours(hour), Monday);

        At(0, 10.5).ShouldBeGreaterThan(At(0, 13));
        At(0, 15.5).ShouldBeGreaterThan(At(0, 13));
        At(0, 3).ShouldBe(Pattern.Peak * Pattern.Night, 0.01);
        Enumerable.Range(0, 24).Max(hour => At(5, hour)).ShouldBeLessThan(Enumerable.Range(0, 24).Max(hour => At(1, hour)) * 0.6);
    }

    [Fact]
    public void Midnight_is_no_corner()
    {
        foreach (var day in Enumerable.Range(0, 7))
        {
            var (before, after) = (Monday.AddDays(day + 1).AddMinutes(-1), Monday.AddDays(day + 1).AddMinutes(1));

            Pattern.At(after, Monday).ShouldBe(Pattern.At(before, Monday), Pattern.Peak * 0.02);
        }
    }

    [Fact]
    public void The_k6_script_has_the_same_week()
    {
        var script = Repository.Read("infra/demo/k6/realistic-load.js");
        var source = Repository.Read("infra/demo/Load/LoadPattern.cs");
        var bells = script.Split('\n').Where(line => line.StartsWith("const workingDay", StringComparison.Ordinal) || line.StartsWith("const weekend", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf("[[", StringComparison.Ordinal) + 2)..line.IndexOf("]]", StringComparison.Ordinal)].Split("], [")).ToList();

        bells.Select(shape => shape.Length).ShouldBe([3, 2]);
        foreach (var bell in bells.SelectMany(shape => shape))
        {
            source.ShouldContain($"({bell})");
        }

        script.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"const night = {Pattern.Night};"));
    }

    [RealClientFact("promtool")]
    public async Task Seven_days_of_history_are_imported_into_prometheus()
    {
        using var folder = new TemporaryFolder();
        var step = TimeSpan.FromMinutes(5);
        var history = Path.Combine(folder.FullName, "history.om");
        await using (var output = new StreamWriter(history))
        {
            await new History(Pattern, new HistorySpan("app-a", Monday.AddDays(7), TimeSpan.FromDays(7), step)).WriteAsync(output);
        }

        var blocks = Path.Combine(folder.FullName, "data");
        await ClientProcess.RunAsync("promtool", "tsdb", "create-blocks-from", "openmetrics", history, blocks);
        Directory.CreateDirectory(Path.Combine(blocks, "wal")); // as in the folder of a Prometheus that has run
        var dumped = await ClientProcess.RunAsync("promtool", "tsdb", "dump", "--match", "{__name__=\"app_requests_historical_rate\"}", blocks);

        var rates = dumped.Split('\n').Where(line => line.StartsWith('{')).Select(line => double.Parse(line.Split('}')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        rates.Count.ShouldBe(1 + (int)(TimeSpan.FromDays(7) / step));
        rates.Max().ShouldBeInRange(Pattern.Peak * 0.95, Pattern.Peak * 1.2);
        rates.Min().ShouldBeLessThan(Pattern.Peak * 0.06);
    }

    [Fact]
    public async Task The_program_does_both()
    {
        await using var app = await TelemetryProcess.StartAsync("app-a");
        var program = typeof(LoadPattern).Assembly.Location;

        (await ClientProcess.RunAsync("dotnet", program, "run", "--target", $"{app.Address}", "--minutes", "0.02", "--speed", "10080")).ShouldMatch(@"^\d+ requests, 0 failed, p50 \d+\.\d ms, p99 \d+\.\d ms$");
        (await ClientProcess.RunAsync("dotnet", program, "history", "--days", "0.01", "--end", "2026-01-05T00:00:00Z")).ShouldEndWith("# EOF");
        (await Should.ThrowAsync<InvalidOperationException>(ClientProcess.RunAsync("dotnet", program, "run", "--target", "app-a"))).Message.ShouldContain("--target must be an address");
    }

    [Fact]
    public async Task Load_is_sent_as_planned_and_counted_where_it_arrives()
    {
        await using var app = await TelemetryProcess.StartAsync("app-a");
        var steady = new LoadPattern { Peak = 50, Night = 1, WeeklyGrowth = 0 };
        using var http = new HttpClient();

        var result = await new LoadRun(steady, new LoadPlan(app.Address, TimeSpan.FromSeconds(2)), http, TimeProvider.System).RunAsync(default);

        result.Failed.ShouldBe(0);
        // Poisson with a mean of at least 100: a thousand times in a million it is outside of this.
        result.Sent.ShouldBeGreaterThan(60);
        (await app.Http.GetStringAsync("/metrics")).ShouldContain(string.Create(CultureInfo.InvariantCulture, $"status=\"200\"}} {result.Sent}"));
    }
}
