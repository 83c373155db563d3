using Autocura.Benchmarks;
using Autocura.Benchmarks.Catalogue;
using Autocura.Benchmarks.Chaos;
using Autocura.Benchmarks.Clusters;
using Autocura.Benchmarks.Diagnosis;
using Autocura.Benchmarks.Harness;
using Autocura.Benchmarks.Numbers;
using Autocura.Benchmarks.Watching;

if (args is [StartUpProbe.Command, ..]) return await StartUpProbe.RunAsync(args[1]);
if (args is [AppProbe.Command, ..]) return await AppProbe.RunAsync(args[1], args.ElementAtOrDefault(2));
if (args is [DiagnosisCommand.Name, .. var options]) return await DiagnosisCommand.RunAsync(options);
if (args is [CatalogueCommand.Name, .. var plays]) return await CatalogueCommand.RunAsync(plays);
if (args is [ChaosCommand.Name, .. var seeds]) return await ChaosCommand.RunAsync(seeds);
if (args is [NumbersCommand.Name, .. var figures]) return NumbersCommand.Run(figures);

IBenchmark[] benchmarks =
[
    new ThroughputBenchmark(),
    new LatencyBenchmark(),
    new WebhookBenchmark(),
    new InferenceBenchmark(),
    new HistoryLengthBenchmark(),
    new PopulationBenchmark(),
    new StartUpBenchmark(),
    new ClusterBenchmark(),
    new VirtualTimeBenchmark(),
    new SweepBenchmark(),
    new PolicyBenchmark(),
];
var wanted = benchmarks.Where(benchmark => args.Contains("all") || args.Contains(benchmark.Name)).ToList();
if (wanted.Count == 0 || args.Any(name => name != "all" && benchmarks.All(benchmark => benchmark.Name != name)))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Benchmarks -- all | NAME...");
    foreach (var benchmark in benchmarks) Console.Error.WriteLine($"  {benchmark.Name,-12} {benchmark.Question}");
    Console.Error.WriteLine($"       dotnet run -c Release --project tests/Benchmarks -- {DiagnosisCommand.Name} --help");
    Console.Error.WriteLine($"       dotnet run -c Release --project tests/Benchmarks -- {CatalogueCommand.Name} --help");
    Console.Error.WriteLine($"       dotnet run -c Release --project tests/Benchmarks -- {ChaosCommand.Name} --help");
    Console.Error.WriteLine($"       dotnet run -c Release --project tests/Benchmarks -- {NumbersCommand.Name} [--data PATH] [--only NAME,...] [--docs PATH]");
    return 2;
}

var report = new Report(Console.Out);
Machine.Describe(report);
foreach (var benchmark in wanted)
{
    report.Title($"{benchmark.Name}: {benchmark.Question}");
    await benchmark.RunAsync(report);
}

return 0;
