using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autocura.Architecture;

/// <summary>Holds the arrow table of docs/architecture.md. Read from the semantic model, so a use through <c>var</c> counts too.</summary>
public sealed class DependencyDirectionTests
{
    // Partial methods that a source generator completes: the generators do not run here.
    private static readonly string[] GeneratorErrors = ["CS8795", "CS0534"];

    [Fact]
    public void The_sources_are_understood_completely()
    {
        AppSource.Compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !GeneratorErrors.Contains(diagnostic.Id))
            .ShouldBeEmpty();
        AppSource.Trees().ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_use_follows_an_arrow() =>
        AppSource.Trees().AsParallel().AsOrdered().SelectMany(tree => Violations(AppSource.Compilation, tree)).ShouldBeEmpty();

    [Theory]
    [InlineData("Diagnosis", "class X { object M(Autocura.Planning.ActionProfile p) => p; }", "Diagnosis may not use Planning (ActionProfile)")]
    [InlineData("Planning", "class X { object M(Autocura.Remediation.IRemediationAction a) => a; }", "Planning may not use Remediation (IRemediationAction)")]
    [InlineData("Planning", "class X { object M(Autocura.Verification.IncidentRecord r) { var p = r.Plan; return p!; } }", "Planning may not use Verification (IncidentRecord)")]
    [InlineData("Planning", "class X { object M(TimeProvider t) => t; }", "Planning may not use System.TimeProvider")]
    [InlineData("Incidents", "class X { string M() => File.ReadAllText(\"x\"); }", "Incidents may not use System.IO.File")]
    [InlineData("Orchestrations", "class X { object M(Autocura.Cluster.ICluster c) => c; }", "Orchestrations may not use Cluster (ICluster)")]
    [InlineData("Orchestrations", "class X { object M() => new HttpClient(); }", "Orchestrations may not use System.Net.Http.HttpClient")]
    [InlineData("Orchestrations", "class X { object M(Microsoft.DurableTask.Client.DurableTaskClient c) => c; }", "Orchestrations may not use Microsoft.DurableTask.Client.DurableTaskClient")]
    [InlineData("Activities", "class X { object M(Microsoft.DurableTask.TaskOrchestrationContext c) => c; }", "Activities may not use Microsoft.DurableTask.TaskOrchestrationContext")]
    [InlineData("Activities", "class X { object M(ApplyStep other) => other; }", "Activities may not use Activities (ApplyStep)")]
    [InlineData("Triggers", "class X { object M(Autocura.Cluster.ICluster c) => c; }", "Triggers may not use Cluster (ICluster)")]
    [InlineData("Metrics", "class X { object M(Autocura.Remediation.IRemediationAction a) => a; }", "Metrics may not use Remediation (IRemediationAction)")]
    [InlineData("Remediation", "class X { object M(k8s.Kubernetes k) => k; }", "Remediation may not use k8s.Kubernetes")]
    [InlineData("Remediation", "class X { object M() => TimeProvider.System; }", "Remediation may not use System.TimeProvider.System: a clock is handed in")]
    public void A_use_against_an_arrow_is_found(string folder, string source, string expected)
    {
        var (compilation, tree) = AppSource.With($"functions/{folder}/Smuggled.cs", $"namespace Autocura.{folder}; {source}");

        Violations(compilation, tree).ShouldContain(violation => violation.EndsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Planning", "class X { object M(Autocura.Diagnosis.Hypothesis h) => h; }")]
    [InlineData("Remediation", "class X { object M(Autocura.Cluster.ICluster c, TimeProvider t) => (c, t); }")]
    [InlineData("Activities", "class X { [Microsoft.Azure.Functions.Worker.Function(Autocura.Orchestrations.FunctionNames.ApplyStep)] object M() => this; }")]
    public void A_use_along_an_arrow_is_allowed(string folder, string source)
    {
        var (compilation, tree) = AppSource.With($"functions/{folder}/Allowed.cs", $"namespace Autocura.{folder}; {source}");

        Violations(compilation, tree).ShouldBeEmpty();
    }

    private static IEnumerable<string> Violations(CSharpCompilation compilation, SyntaxTree tree)
    {
        if (Folder.Of(tree.FilePath) is not { } folder)
        {
            return [];
        }

        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes()
            .Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax)
            .Select(node => (Line: node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, model.GetSymbolInfo(node).Symbol))
            .Select(use => (use.Line, Refusal: Refusal(tree.FilePath, folder, use.Symbol)))
            .Where(use => use.Refusal is not null)
            .Select(use => $"{tree.FilePath}({use.Line}): {use.Refusal}")
            .Distinct();
    }

    private static string? Refusal(string path, Folder folder, ISymbol? symbol)
    {
        if (symbol is IPropertySymbol { Name: "System", ContainingType.Name: "TimeProvider" })
        {
            return $"{folder.Name} may not use System.TimeProvider.System: a clock is handed in";
        }

        var type = (symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition;
        return type switch
        {
            null or { ContainingNamespace: null } => null,
            { DeclaringSyntaxReferences.IsEmpty: true } => Arrows.ForeignRefusal(path, folder, type),
            _ => Arrows.Refusal(path, folder, type),
        };
    }
}
