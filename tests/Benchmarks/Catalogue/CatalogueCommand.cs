using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Catalogue;

/// <summary>How much of the fault catalogue the whole system heals when it is left alone with it.</summary>
internal static class CatalogueCommand
{
    public const string Name = "catalogue";
    private const int AtATime = 2;

    public static Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var seed = new Option<int>("--seed") { Description = "another load, hour and moment" };
        var only = new Option<string[]>("--only") { Description = "only scenarios whose name holds one of these", AllowMultipleArgumentsPerToken = true };
        var errors = new Option<double>("--api-errors") { Description = "share of the requests to the API server that fail, 0 to 1" };
        var renamed = new Option<bool>("--renamed") { Description = "gives every object another name and every quantity another number; not together with a second fault" };
        var second = new Option<bool>("--second-fault") { Description = "makes a second fault at the same moment" };
        var baselines = new Option<bool>("--baselines") { Description = "plays each scenario twice more: with nobody doing anything, and with a restart as the only remedy" };
        var docs = new Option<string?>("--docs") { Description = "replaces the tables of this document" };
        var verbose = new Option<bool>("--verbose") { Description = "tells the story of every play" };
        var command = new RootCommand("How much of the fault catalogue is healed, without a language model. Object-level replay on a simulated cluster.") { seed, only, errors, second, renamed, baselines, docs, verbose };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(second) && parsed.GetValue(renamed)) parsed.AddError("--renamed and --second-fault exclude one another: the second fault keeps its names.");
        });
        command.SetAction(parsed => MeasureAsync(new CatalogueOptions
        {
            Seed = parsed.GetValue(seed),
            Only = parsed.GetValue(only) ?? [],
            ApiErrors = parsed.GetValue(errors),
            HasSecondFault = parsed.GetValue(second),
            IsRenamed = parsed.GetValue(renamed),
            HasBaselines = parsed.GetValue(baselines),
            Docs = parsed.GetValue(docs),
            Verbose = parsed.GetValue(verbose),
        }));
        return command.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> MeasureAsync(CatalogueOptions options)
    {
        var watch = Stopwatch.StartNew();
        var plays = new ConcurrentBag<CataloguePlay>();
        await Parallel.ForEachAsync(options.Scenarios(), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (scenario, _) =>
        {
            var clock = Stopwatch.StartNew();
            var play = await CataloguePlay.RunAsync(options, scenario);
            plays.Add(play);
            Console.WriteLine($"{scenario.Name}: {play.Verdict}, {clock.Elapsed.TotalSeconds:0} s of this machine");
            if (options.Verbose || play.IsFailure)
            {
                Console.WriteLine(play.Story());
            }
        });
        var report = new CatalogueReport([.. plays.OrderBy(play => play.Result.Scenario.Name, StringComparer.Ordinal)], options);
        if (options.Docs is { } document)
        {
            MeasuredTables.Replace(document, "measured", report.Write);
        }

        report.Write(Console.Out);
        Console.WriteLine($"{plays.Count} plays in {watch.Elapsed.TotalSeconds:0} s.");
        report.WriteLastLines(Console.Out);
        return plays.IsEmpty ? 2 : 0;
    }
}
