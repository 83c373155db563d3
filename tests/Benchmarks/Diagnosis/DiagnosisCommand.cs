using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Autocura.Embedded.Scenarios;
using Autocura.Support.Yardstick;

namespace Autocura.Benchmarks.Diagnosis;

/// <summary>How good the diagnosis is on the fault catalogue: plays every scenario, has the app say why, and scores what it says.</summary>
internal static class DiagnosisCommand
{
    public const string Name = "diagnosis";

    public static Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var seeds = new Option<int>("--seeds") { Description = "how often each scenario is played, with another load, hour and moment each time", DefaultValueFactory = _ => 1 };
        var first = new Option<int>("--first-seed") { Description = "the first of the seeds; the rules were mended on 0" };
        var turns = new Option<bool>("--in-turns") { Description = "plays each scenario in one way with each seed, and over the seeds in each way equally often" };
        var within = new Option<TimeSpan?>("--within") { Description = "begins no play after this time, as 00:30:00, and reports what was played" };
        var parallel = new Option<int>("--parallel") { Description = "how many plays at the same time", DefaultValueFactory = _ => Environment.ProcessorCount };
        var suite = new Option<string?>("--suite") { Description = "only scenarios of this suite: ITBench, AIOpsLab, own" };
        var only = new Option<string[]>("--only") { Description = "only scenarios whose name holds one of these", AllowMultipleArgumentsPerToken = true };
        var renamed = new Option<bool>("--renamed") { Description = "plays each scenario once more with every object renamed and every quantity another" };
        var quick = new Option<bool>("--quick") { Description = "only with hidden names of alerts, and without red herrings" };
        var dump = new Option<string?>("--dump") { Description = "writes each case with its evidence into this folder" };
        var all = new Option<bool>("--all-workloads") { Description = "reads every workload of the application into the written cases, for rules that look elsewhere than today's" };
        var from = new Option<string?>("--from") { Description = "diagnoses the cases of such a folder anew and plays nothing" };
        var json = new Option<string?>("--json") { Description = "writes all results, without evidence, into this file" };
        var docs = new Option<string?>("--docs") { Description = "replaces the tables of this document" };
        var verbose = new Option<bool>("--verbose") { Description = "explains the right answers too" };
        var command = new RootCommand("How good the diagnosis is on the fault catalogue.") { seeds, first, turns, within, parallel, suite, only, renamed, quick, dump, all, from, json, docs, verbose };
        command.SetAction(parsed => MeasureAsync(new DiagnosisOptions
        {
            Seeds = parsed.GetValue(seeds),
            FirstSeed = parsed.GetValue(first),
            InTurns = parsed.GetValue(turns),
            Within = parsed.GetValue(within),
            AtATime = parsed.GetValue(parallel),
            Suite = parsed.GetValue(suite),
            Only = parsed.GetValue(only) ?? [],
            Renamed = parsed.GetValue(renamed),
            IsQuick = parsed.GetValue(quick),
            Dump = parsed.GetValue(dump),
            ReadsAll = parsed.GetValue(all),
            From = parsed.GetValue(from),
            Json = parsed.GetValue(json),
            Docs = parsed.GetValue(docs),
            Verbose = parsed.GetValue(verbose),
        }));
        return command.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> MeasureAsync(DiagnosisOptions options)
    {
        var watch = Stopwatch.StartNew();
        var results = options.From is { } folder ? await CaseFile.DiagnoseAnewAsync(folder).Where(result => IsWanted(options, result.Scenario, result.Suite)).ToListAsync() : await PlayAsync(options);
        foreach (var result in results.Where(result => options.Verbose || !result.IsRight || (result.Truth.IsControl && result.Action.Length > 0)))
        {
            Console.WriteLine(CaseExplanation.Of(result));
        }

        var report = new DiagnosisReport(results);
        report.Write(Console.Out);
        Console.WriteLine($"{results.Count} diagnoses in {watch.Elapsed.TotalSeconds:0} s.");
        if (options.Json is { } file) await File.WriteAllTextAsync(file, report.ToJson());
        if (options.Docs is { } document) report.Replace(document);
        return results.Count > 0 ? 0 : 2;
    }

    private static async Task<IReadOnlyList<CaseResult>> PlayAsync(DiagnosisOptions options)
    {
        var results = new ConcurrentBag<CaseResult>();
        var watch = Stopwatch.StartNew();
        for (var seed = options.FirstSeed; seed < options.FirstSeed + options.Seeds && !(watch.Elapsed > options.Within); seed++)
        {
            await Parallel.ForEachAsync(Cases(options, seed), new ParallelOptions { MaxDegreeOfParallelism = options.AtATime }, async (settings, _) =>
            {
                foreach (var result in await CaseRun.RunAsync(settings with { ReadsAll = options.ReadsAll }))
                {
                    if (options.Dump is { } folder) await CaseFile.WriteAsync(folder, result);
                    results.Add(result);
                }
            });
            LivedApplication.Forget(seed);
        }

        return [.. results.OrderBy(result => result.Scenario, StringComparer.Ordinal).ThenBy(result => result.Seed).ThenBy(result => result.Variant, StringComparer.Ordinal)];
    }

    /// <summary>The plays of a seed: of each scenario every way, or the one whose turn it is.</summary>
    private static IEnumerable<CaseSettings> Cases(DiagnosisOptions options, int seed) =>
        ScenarioCatalog.Load().All
            .Select((scenario, index) => (Scenario: scenario, Index: index))
            .Where(one => IsWanted(options, one.Scenario.Name, one.Scenario.Catalogue.Count > 0 ? one.Scenario.Catalogue[0].Suite : "own"))
            .SelectMany(one => Ways(options, one.Scenario, seed) is var ways && options.InTurns ? [ways[(one.Index + seed) % ways.Count]] : ways);

    private static List<CaseSettings> Ways(DiagnosisOptions options, Scenario scenario, int seed) =>
    [
        new(scenario, seed) { Views = options.IsQuick ? [View.Hidden] : [View.Named, View.Hidden, View.NoMetrics] },
        .. options.IsQuick ? (CaseSettings[])[] : [new CaseSettings(scenario, seed) { HasRedHerrings = true }],
        .. options.Renamed ? [new CaseSettings(scenario, seed) { IsRenamed = true }] : (CaseSettings[])[],
    ];

    private static bool IsWanted(DiagnosisOptions options, string scenario, string suite) =>
        (options.Suite is null || string.Equals(options.Suite, suite, StringComparison.OrdinalIgnoreCase))
        && (options.Only.Count == 0 || options.Only.Any(part => scenario.Contains(part, StringComparison.OrdinalIgnoreCase)));
}
