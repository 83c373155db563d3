using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autocura.Architecture;

/// <summary>What a file is, and how many lines a file of that kind may have.</summary>
internal sealed record FileKind(string Name, int Ceiling)
{
    private static readonly string[] Numerical = ["Forecasting", "Signals", "MonteCarlo", "Simulation"];
    private static readonly string[] Extensions = ["Rules", "Actions", "Detectors", "Notifiers"];

    public static FileKind Of(string path, SyntaxTree tree)
    {
        var folders = path.Split('/')[..^1];
        return folders switch
        {
            ["tests", ..] => new("test", 300),
            ["embedded", ..] => new("engine or API server", 300),
            _ when IsRecords(tree) => new("record, enum or options", 80),
            ["functions", "Triggers" or "Activities", ..] when IsFunction(tree) => new("trigger or activity", 60),
            ["functions", "Orchestrations", ..] when IsFunction(tree) => new("orchestrator", 120),
            _ when folders.Any(Extensions.Contains) || path.EndsWith("Policy.cs", StringComparison.Ordinal) => new("rule, policy, detector, notifier or action", 150),
            _ when folders.Any(Numerical.Contains) => new("numerical algorithm", 250),
            _ => new("other", 200),
        };
    }

    private static bool IsFunction(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Any(attribute => attribute.Name.ToString() == "Function");

    /// <summary>Nothing but types that carry values and have no more behaviour than an expression.</summary>
    private static bool IsRecords(SyntaxTree tree)
    {
        var types = tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().ToList();
        return types.Count > 0
            && types.TrueForAll(type => type is RecordDeclarationSyntax or EnumDeclarationSyntax || type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal))
            && !tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Any(method => method.Body is not null);
    }
}
