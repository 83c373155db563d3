using Autocura.Orchestrations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autocura.Architecture;

/// <summary>
/// Holds durable names, payloads and routes against functions/Orchestrations/Contracts.approved.txt: instances that began under the old
/// code finish under the new one.
/// </summary>
public sealed class ContractTests
{
    private const string Approved = "functions/Orchestrations/Contracts.approved.txt";

    [Fact]
    public void Names_payloads_and_routes_are_as_approved()
    {
        var written = ContractText.Write();
        if (Environment.GetEnvironmentVariable("AUTOCURA_APPROVE") == "true")
        {
            File.WriteAllText(Repository.PathOf(Approved), written);
        }

        var approved = File.Exists(Repository.PathOf(Approved)) ? Repository.Read(Approved) : "";
        Difference(approved.Split('\n'), written.Split('\n')).ShouldBeEmpty(
            $"A line that is gone or changed breaks incidents that are running. If that is meant, write {Approved} anew with: AUTOCURA_APPROVE=true dotnet test tests/Architecture");
    }

    [Fact]
    public void Every_durable_name_belongs_to_one_function() =>
        ContractText.Functions().Select(ContractText.NameOf).Order(StringComparer.Ordinal).ShouldBe(ContractText.Constants(typeof(FunctionNames)));

    [Fact]
    public void Every_function_takes_its_name_from_the_list() =>
        AppSource.Trees().SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>())
            .Where(attribute => attribute.Name.ToString() is "Function" && !FromList(attribute))
            .Select(attribute => $"{attribute.SyntaxTree.FilePath}: {attribute} must name a constant of {nameof(FunctionNames)}")
            .ShouldBeEmpty();

    [Fact]
    public void A_change_is_shown_line_by_line() =>
        Difference(["same", "gone"], ["same", "new"]).ShouldBe(["- gone", "+ new"]);

    private static bool FromList(AttributeSyntax attribute) =>
        attribute.ArgumentList is { Arguments: [{ Expression: var name }] }
        && AppSource.Compilation.GetSemanticModel(attribute.SyntaxTree).GetSymbolInfo(name).Symbol is IFieldSymbol { ContainingType.Name: nameof(FunctionNames) };

    private static List<string> Difference(string[] approved, string[] written) =>
        [.. approved.Except(written).Select(line => $"- {line}"), .. written.Except(approved).Select(line => $"+ {line}")];
}
