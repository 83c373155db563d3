namespace Autocura.Benchmarks.Harness;

/// <summary>One question about speed or memory, and the tables that answer it.</summary>
internal interface IBenchmark
{
    /// <summary>By which it is asked for on the command line.</summary>
    string Name { get; }

    /// <summary>The question, in a line.</summary>
    string Question { get; }

    Task RunAsync(Report report);
}
