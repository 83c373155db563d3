using System.Diagnostics;
using Autocura.Benchmarks.Harness;
using Autocura.Benchmarks.Numbers.Capacity;
using Autocura.Benchmarks.Numbers.Detection;
using Autocura.Benchmarks.Numbers.Exhaustion;
using Autocura.Benchmarks.Numbers.Forecast;
using Autocura.Benchmarks.Numbers.Forest;
using Autocura.Benchmarks.Numbers.Rollback;
using Autocura.Benchmarks.Numbers.RootCause;
using Autocura.Benchmarks.Numbers.RootCause.Events;

namespace Autocura.Benchmarks.Numbers;

/// <summary>
/// Measures everything statistical: <c>-- numbers [--data PATH] [--only NAME,...] [--docs PATH]</c>. What ran on its data is written into the document, each section in its
/// place; what ran on small cases of our own making is printed alone.
/// </summary>
internal static class NumbersCommand
{
    public const string Name = "numbers";

    private static readonly INumbersSection[] Sections =
    [
        new ForestSection(),
        new NabSection(),
        new ClusterAnomalySection(),
        new DetectorSpeedSection(),
        new ScanSection(),
        new RollbackSection(),
        new RootCauseSection(),
        new ForecastSection(),
        new CapacitySection(),
        new ExhaustionSection(),
        new RootCauseEventsSection(),
    ];

    public static int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = NumbersOptions.Read(arguments);
            var unknown = options.Only.Where(name => Sections.All(section => section.Name != name)).ToList();
            if (unknown.Count > 0) throw new ArgumentException($"There is no section {string.Join(", ", unknown)}; there are {string.Join(", ", Sections.Select(section => section.Name))}.", nameof(arguments));
            Measure(options);
            return 0;
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Benchmarks -- {Name} [--data PATH] [--only NAME,...] [--docs PATH]");
            return 2;
        }
    }

    private static void Measure(NumbersOptions options)
    {
        var results = new ResultsPage(options.Docs, [.. Sections.Select(section => section.Name)]);
        foreach (var section in Sections.Where(section => options.Only.Count == 0 || options.Only.Contains(section.Name)))
        {
            var folder = options.FolderOf(section);
            var clock = Stopwatch.StartNew();
            using var text = new StringWriter { NewLine = "\n" };
            var report = new Report(text);
            report.Title($"{section.Name}: {section.Question}");
            section.Write(report, folder);
            Console.Write(text);
            Console.WriteLine($"({clock.Elapsed.TotalSeconds:F1} s)");
            if (section.Folder is null || folder is not null) Keep(results, section, text.ToString(), options.Docs);
            else Console.WriteLine($"Lacks its data: there is no folder {section.Folder} under {options.Data ?? "--data PATH"}. These are small cases of our own making; nothing is written into {options.Docs}.");
        }
    }

    private static void Keep(ResultsPage results, INumbersSection section, string text, string document)
    {
        results.Put(section.Name, text);
        foreach (var (name, plot) in section.Plots) File.WriteAllText(Path.Combine(Path.GetDirectoryName(document)!, name), plot);
    }
}
