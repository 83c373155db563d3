using System.Collections.Frozen;
using Autocura.Embedded.Cluster.OpenApi.Cel.Functions;

namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>Every function by name; a method's name begins with a dot.</summary>
internal static class CelFunctionCatalog
{
    private static readonly FrozenDictionary<string, IReadOnlyList<CelFunction>> Functions = Load();

    public static IReadOnlyList<CelFunction> Named(string name) => Functions.GetValueOrDefault(name, []);

    private static FrozenDictionary<string, IReadOnlyList<CelFunction>> Load()
    {
        var functions = new CelFunctionList();
        OperatorFunctions.AddTo(functions);
        TextFunctions.AddTo(functions);
        CollectionFunctions.AddTo(functions);
        ConversionFunctions.AddTo(functions);
        TimeFunctions.AddTo(functions);
        return functions.All.GroupBy(function => function.Name).ToFrozenDictionary(group => group.Key, IReadOnlyList<CelFunction> (group) => [.. group]);
    }
}
