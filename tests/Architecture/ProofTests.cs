using Microsoft.CodeAnalysis;

namespace Autocura.Architecture;

/// <summary>The proof by compilation proves something only while it compiles everything, and while every name on its list exists.</summary>
public sealed class ProofTests
{
    private const string Folder = "tests/Proofs/Determinism/";

    [Fact]
    public void The_proof_compiles_orchestrators_and_all_reasoning()
    {
        var project = Repository.Read(Folder + "Autocura.Determinism.Proof.csproj");

        foreach (var name in Architecture.Folder.Reasoning.Append("Orchestrations"))
        {
            project.ShouldContain($"functions/{name}/**/*.cs\"");
        }
    }

    [Theory]
    [InlineData(Folder + "BannedSymbols.txt")]
    [InlineData("functions/BannedSymbols.txt")]
    public void Every_banned_symbol_exists(string list) =>
        Repository.Read(list).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(';')[0])
            .Where(id => DocumentationCommentId.GetSymbolsForDeclarationId(id, AppSource.Compilation).IsEmpty)
            .ShouldBeEmpty("a name that does not exist bans nothing");
}
