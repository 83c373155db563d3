using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Autocura.Architecture;

/// <summary>
/// The sources of functions/ as the compiler understands them, so that a use counts whether or not a <c>using</c> shows it.
/// Program.cs is left out: it belongs to the real runtime alone and may know everything.
/// </summary>
internal static class AppSource
{
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly Lazy<CSharpCompilation> Loaded = new(Load);

    public static CSharpCompilation Compilation => Loaded.Value;

    /// <summary>The trees of functions/ whose path begins so.</summary>
    public static IEnumerable<SyntaxTree> Trees(string prefix = "functions/") =>
        Compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The app with one more file, to show that a check finds what it is meant to find.</summary>
    public static (CSharpCompilation Compilation, SyntaxTree Tree) With(string path, string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, Options, path);
        return (Compilation.AddSyntaxTrees(tree), tree);
    }

    private static CSharpCompilation Load()
    {
        var files = Repository.Files("functions", "*.cs").Where(path => path != "functions/Program.cs");
        var trees = files.Select(path => CSharpSyntaxTree.ParseText(Repository.Read(path), Options, path));
        return CSharpCompilation.Create(
            "Autocura.Functions",
            [CSharpSyntaxTree.ParseText(GlobalUsings, Options, "GlobalUsings.cs"), .. trees],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (!name.StartsWith("Autocura.", StringComparison.Ordinal) || name == "Autocura.Facade.dll"))
        .Select(path => MetadataReference.CreateFromFile(path));
}
