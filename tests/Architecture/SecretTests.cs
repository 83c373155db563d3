using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autocura.Architecture;

/// <summary>Secrets are compared by CryptographicOperations.FixedTimeEquals alone, and no answer sends anybody elsewhere.</summary>
public sealed partial class SecretTests
{
    private static readonly string[] Comparing = ["Equals", "SequenceEqual", "Compare", "CompareOrdinal", "CompareTo"];
    private static readonly string[] Sending = ["RedirectResult", "LocalRedirectResult", "RedirectToRouteResult", "RedirectToActionResult", "Redirect", "LocalRedirect", "RedirectPermanent", "RedirectToRoute"];

    [Fact]
    public void No_secret_is_compared_in_a_way_whose_time_tells_how_much_of_it_was_right() =>
        Trees().SelectMany(tree => Comparisons(tree.GetRoot()).Select(found => $"{tree.FilePath}: {found}")).ShouldBeEmpty();

    [Fact]
    public void No_route_redirects() =>
        Trees().SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => Sending.Contains(name.Identifier.Text)).Select(name => $"{tree.FilePath}: {name.Parent}")).ShouldBeEmpty();

    [Theory]
    [InlineData("signature == shown")]
    [InlineData("options.SigningSecret != given")]
    [InlineData("given.Equals(options.Approval.LinkKey)")]
    [InlineData("string.Equals(header, accessKey, StringComparison.Ordinal)")]
    [InlineData("Signature(key, body).SequenceEqual(sent)")]
    public void The_rule_finds_what_it_is_meant_to_find(string comparison) =>
        Comparisons(CSharpSyntaxTree.ParseText($"class C {{ bool M() => {comparison}; }}").GetRoot()).ShouldHaveSingleItem();

    [Theory]
    [InlineData("options.SigningSecret == \"\"")]
    [InlineData("token == null")]
    [InlineData("CryptographicOperations.FixedTimeEquals(signature, sent)")]
    [InlineData("options.LinkKey.Length == 0")]
    [InlineData("plan.Hash == decision.PlanHash")]
    [InlineData("kind == Kinds.Secret")]
    public void What_is_no_secret_or_no_comparison_is_left_alone(string comparison) =>
        Comparisons(CSharpSyntaxTree.ParseText($"class C {{ bool M() => {comparison}; }}").GetRoot()).ShouldBeEmpty();

    private static IEnumerable<SyntaxTree> Trees() =>
        new[] { "functions", "embedded/Hosting", "embedded/Durable", "embedded/Cluster/Authentication" }.SelectMany(folder => Repository.Files(folder, "*.cs")).Select(path => CSharpSyntaxTree.ParseText(Repository.Read(path), path: path));

    private static IEnumerable<string> Comparisons(SyntaxNode root) =>
        root.DescendantNodes().Where(node => Sides(node) is { Length: > 1 } sides && sides.Any(IsSecret) && !sides.Any(IsConstant)).Select(node => node.ToString());

    /// <summary>What is compared with what; nothing where nothing is compared.</summary>
    private static ExpressionSyntax[] Sides(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } binary => [binary.Left, binary.Right],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when Comparing.Contains(access.Name.Identifier.Text) => [access.Expression, .. call.ArgumentList.Arguments.Select(argument => argument.Expression)],
        _ => [],
    };

    private static bool IsSecret(ExpressionSyntax side) => side switch
    {
        IdentifierNameSyntax name => Secret().IsMatch(name.Identifier.Text),
        MemberAccessExpressionSyntax access => Secret().IsMatch(access.Name.Identifier.Text),
        InvocationExpressionSyntax { Expression: var called } => IsSecret(called),
        PostfixUnaryExpressionSyntax { Operand: var operand } => IsSecret(operand),
        _ => false,
    };

    private static bool IsConstant(ExpressionSyntax side) => side is LiteralExpressionSyntax or DefaultExpressionSyntax;

    [GeneratedRegex(@"(?:\wsecret|signature|password|linkkey|apikey|accesskey|functionkey|routingkey|bearer|bottoken|^token|(?-i:^secret))$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
