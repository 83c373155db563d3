using System.Collections.Frozen;
using Autocura.Embedded.Metrics.Query.Functions;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>All functions by name. A name that is missing here is refused by the parser, with this list.</summary>
internal static class FunctionCatalog
{
    private static readonly FrozenDictionary<string, Function> ByName =
        new[] { RateFunctions.All, OverTimeFunctions.All, HistogramFunctions.All, AbsenceFunctions.All, MathFunctions.All, ConversionFunctions.All, LabelFunctions.All }
            .SelectMany(family => family)
            .ToFrozenDictionary(function => function.Name);

    public static string Names { get; } = string.Join(", ", ByName.Keys.Order());

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
