using System.Diagnostics;
using System.Text.Json;

namespace Autocura.Benchmarks.Numbers.Forest;

/// <summary>The same work by scikit-learn, on one thread, where /usr/bin/python3 has it.</summary>
internal static class ScikitLearn
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Its version, or why it cannot be asked.</summary>
    public static (string? Version, string? Lack) Look()
    {
        if (!File.Exists(Python)) return (null, $"there is no {Python}");
        var (output, error) = Run(["-c", "import sklearn; print(sklearn.__version__)"]);
        return output.Length > 0 ? (output, null) : (null, $"{Python} has no scikit-learn ({error.Split('\n')[^1]})");
    }

    public static ForestFigures Measure(OutlierTable table, string path, int seeds)
    {
        using var resource = typeof(ScikitLearn).Assembly.GetManifestResourceStream("forest.py")!;
        using var script = new StreamReader(resource);
        var (output, error) = Run(["-c", script.ReadToEnd(), path, $"{seeds}"]);
        if (output.Length == 0) throw new InvalidOperationException($"scikit-learn could not measure {table.Name}: {error}");
        var figures = JsonDocument.Parse(output).RootElement;
        return new ForestFigures(figures.GetProperty("area").GetDouble(), figures.GetProperty("deviation").GetDouble(), table.Rows.Count / figures.GetProperty("seconds").GetDouble());
    }

    private static (string Output, string Error) Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS" }) start.Environment[name] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output.Trim(), error.Result.Trim());
    }
}

/// <summary>How well and how fast a table was scored: mean and deviation of the ROC-AUC over seeds, and rows fitted and scored a second.</summary>
internal sealed record ForestFigures(double Area, double Deviation, double RowsPerSecond);
