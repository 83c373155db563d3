using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autocura.Architecture;

/// <summary>A member that is longer, wider or deeper than a reader can hold.</summary>
internal static class CodeSize
{
    public const int MethodLines = 40;
    public const int Parameters = 5;
    public const int Depth = 3;

    public static IEnumerable<string> Excesses(SyntaxTree tree, bool countParameters = true)
    {
        foreach (var member in tree.GetRoot().DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax))
        {
            var lines = LinesOf(member);
            if (lines > MethodLines)
            {
                yield return $"{Place(tree, member)} has {lines} lines of at most {MethodLines}";
            }

            var depth = DepthOf(member);
            if (depth > Depth)
            {
                yield return $"{Place(tree, member)} nests {depth} deep of at most {Depth}";
            }
        }

        foreach (var list in tree.GetRoot().DescendantNodes().OfType<ParameterListSyntax>().Where(list => countParameters && list.Parameters.Count > Parameters))
        {
            yield return $"{Place(tree, list.Parent!)} has {list.Parameters.Count} parameters of at most {Parameters}";
        }
    }

    /// <summary>Lines of the declaration without its attributes and the comments before it.</summary>
    private static int LinesOf(SyntaxNode member)
    {
        var span = member.SyntaxTree.GetLineSpan(member.Span);
        var attributes = member.ChildNodes().OfType<AttributeListSyntax>().Sum(list => 1 + list.SyntaxTree.GetLineSpan(list.Span).Span.End.Line - list.SyntaxTree.GetLineSpan(list.Span).Span.Start.Line);
        return 1 + span.EndLinePosition.Line - span.StartLinePosition.Line - attributes;
    }

    private static int DepthOf(SyntaxNode node) => node.ChildNodes()
        .Where(child => child is not LocalFunctionStatementSyntax)
        .Select(child => (Opens(child) ? 1 : 0) + DepthOf(child))
        .DefaultIfEmpty()
        .Max();

    private static bool Opens(SyntaxNode node) => node switch
    {
        IfStatementSyntax => node.Parent is not ElseClauseSyntax,
        CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax => true,
        UsingStatementSyntax => node.Parent is not UsingStatementSyntax,
        _ => false,
    };

    private static string Place(SyntaxTree tree, SyntaxNode node)
    {
        var name = node switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
            LocalFunctionStatementSyntax local => local.Identifier.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            _ => node.Kind().ToString(),
        };
        return $"{tree.FilePath}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): {name}";
    }
}
