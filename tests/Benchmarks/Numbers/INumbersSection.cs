using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Numbers;

/// <summary>
/// One part of the figures: what is measured, and the tables that say how it went, as Markdown.
/// To add one: implement this in a file of its own beside the code it measures, and name it in <see cref="NumbersCommand"/>'s <c>Sections</c>.
/// Its tables are printed, and written into docs/statistics.md under a heading of its own, when it ran on the data it asks for.
/// </summary>
internal interface INumbersSection
{
    /// <summary>By which <c>--only</c> asks for it: lower case, words joined by <c>_</c>.</summary>
    string Name { get; }

    /// <summary>What the tables answer, in a line; it becomes the heading.</summary>
    string Question { get; }

    /// <summary>The folder under <c>--data</c> that holds its cases; null when it makes all of them itself.</summary>
    string? Folder { get; }

    /// <summary>Measures and reports.</summary>
    /// <param name="report">Takes tables and sentences.</param>
    /// <param name="data">The path of <see cref="Folder"/>; null when it is not there: then on small cases of its own making. Whoever reads is told.</param>
    void Write(Report report, string? data);

    /// <summary>Files beside the document that show what was last written, by name and text; written when the tables are.</summary>
    IReadOnlyDictionary<string, string> Plots => new Dictionary<string, string>();
}
