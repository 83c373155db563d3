using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Autocura.Architecture;

/// <summary>
/// The rules of functions/Orchestrations/README.md that a list of banned symbols cannot express. Each finding begins with the number of its rule.
/// </summary>
internal sealed class ReplayRules(SemanticModel model)
{
    private static readonly string[] Orderless = ["IDictionary", "IReadOnlyDictionary", "ISet", "IReadOnlySet"];
    private static readonly string[] Blocking = ["Wait", "GetResult", "WaitAll", "WaitAny", "ContinueWith", "ConfigureAwait", "RunSynchronously", "Start", "AsTask"];

    public IEnumerable<string> Findings() =>
        model.SyntaxTree.GetRoot().DescendantNodes().SelectMany(Examine).Select(finding => $"{finding.Rule}: {Place(finding.Node)} {finding.Text}");

    private IEnumerable<Finding> Examine(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax awaited => Awaits(awaited),
        InvocationExpressionSyntax call => Calls(call),
        MemberAccessExpressionSyntax access => Reads(access),
        CommonForEachStatementSyntax loop => When(IsOrderless(loop.Expression), 10, loop, "walks a collection without an order"),
        LockStatementSyntax => [new(5, node, "locks")],
        MethodDeclarationSyntax method => Declares(method),
        FieldDeclarationSyntax field => When(OutlivesTheRun(field) && !IsImmutable(field), 9, field, "keeps state in a field"),
        PropertyDeclarationSyntax property => When(OutlivesTheRun(property) && HasSetter(property), 9, property, "keeps state in a property"),
        _ => [],
    };

    /// <summary>Only what the context returned may be awaited, directly, through our own calls on it, or through WhenAll and WhenAny.</summary>
    private IEnumerable<Finding> Awaits(AwaitExpressionSyntax awaited)
    {
        var symbol = model.GetSymbolInfo(awaited.Expression).Symbol;
        var durable = symbol switch
        {
            IMethodSymbol { Name: "WhenAll" or "WhenAny", ContainingType: { Name: "Task" } } => true,
            IMethodSymbol method => IsDurable(method),
            ILocalSymbol or IParameterSymbol => true,
            _ => false,
        };
        return When(!durable, 5, awaited, $"awaits {symbol?.ToDisplayString() ?? awaited.Expression.ToString()}, which the context does not know");
    }

    private IEnumerable<Finding> Calls(InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
        {
            yield break;
        }

        var type = method.ContainingType.ToDisplayString();
        if (Blocking.Contains(method.Name) && type.StartsWith("System.", StringComparison.Ordinal) && type.Contains("Task", StringComparison.Ordinal))
        {
            yield return new(5, call, $"calls {method.Name}");
        }

        if (method.Name == "CancelAsync")
        {
            yield return new(4, call, "calls CancelAsync, which never returns here");
        }

        if (type == "System.Linq.Enumerable" && Receiver(call, method) is { } receiver && IsOrderless(receiver) && !method.Name.StartsWith("Order", StringComparison.Ordinal))
        {
            yield return new(10, call, $"calls {method.Name} on a collection without an order");
        }

        if (method.Name == "CreateLogger")
        {
            yield return new(8, call, "makes a logger that writes at every replay");
        }
    }

    private IEnumerable<Finding> Reads(MemberAccessExpressionSyntax access) =>
        When(access.Name.Identifier.Text == "Result" && IsTask(model.GetTypeInfo(access.Expression).Type), 5, access, "reads Result");

    private IEnumerable<Finding> Declares(MethodDeclarationSyntax method)
    {
        var symbol = model.GetDeclaredSymbol(method)!;
        if (symbol is { IsAsync: true, ReturnsVoid: true })
        {
            yield return new(5, method, "is async void");
        }

        if (IsOrchestrator(symbol) && (!symbol.IsStatic || symbol.Parameters.Length > 2))
        {
            yield return new(7, method, "is an orchestrator that is not static or takes more than its context and its input");
        }

        foreach (var parameter in symbol.Parameters.Where(parameter => parameter.Type.Name is "CancellationToken" or "ILogger" or "ILoggerFactory" or "IServiceProvider"))
        {
            yield return new(parameter.Type.Name.StartsWith("ILogger", StringComparison.Ordinal) ? 8 : 7, method, $"takes a {parameter.Type.Name}");
        }
    }

    private static IEnumerable<Finding> When(bool broken, int rule, SyntaxNode node, string text) => broken ? [new(rule, node, text)] : [];

    private static bool IsDurable(IMethodSymbol method) =>
        method.ContainingType.ToDisplayString().StartsWith("Microsoft.DurableTask.", StringComparison.Ordinal)
        || (method.ReducedFrom ?? method).DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree.FilePath.StartsWith("functions/Orchestrations/", StringComparison.Ordinal));

    private static ExpressionSyntax? Receiver(InvocationExpressionSyntax call, IMethodSymbol method) =>
        method.ReducedFrom is null ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : (call.Expression as MemberAccessExpressionSyntax)?.Expression;

    private bool IsOrderless(ExpressionSyntax expression) =>
        model.GetTypeInfo(expression).Type is { } type && (Orderless.Contains(type.Name) || type.AllInterfaces.Any(face => Orderless.Contains(face.Name)) || IsKeysOrValues(expression));

    /// <summary>The keys and values of a dictionary have the dictionary's order, which is none.</summary>
    private bool IsKeysOrValues(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Keys" or "Values" } access && IsOrderless(access.Expression);

    private static bool IsTask(ITypeSymbol? type) => type?.Name is "Task" or "ValueTask";

    /// <summary>An object that an orchestrator makes for itself is a local variable; statics and the class of the function are not.</summary>
    private bool OutlivesTheRun(MemberDeclarationSyntax member) =>
        !member.Modifiers.Any(SyntaxKind.ConstKeyword)
        && (member.Modifiers.Any(SyntaxKind.StaticKeyword)
            || (member.Parent is TypeDeclarationSyntax type && model.GetDeclaredSymbol(type)!.GetMembers().OfType<IMethodSymbol>().Any(IsOrchestrator)));

    private static bool IsOrchestrator(IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "OrchestrationTriggerAttribute"));

    private bool IsImmutable(FieldDeclarationSyntax field) =>
        field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
        && model.GetTypeInfo(field.Declaration.Type).Type is { } type
        && (type.IsValueType || type.IsRecord || type.SpecialType == SpecialType.System_String || type.Name is "TaskOptions" or "RetryPolicy" or "TaskRetryOptions" or "TaskName"
            || type.Name.StartsWith("Frozen", StringComparison.Ordinal) || type.Name.StartsWith("Immutable", StringComparison.Ordinal) || type.Name.StartsWith("IReadOnly", StringComparison.Ordinal));

    private static bool HasSetter(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) ?? false;

    private static string Place(SyntaxNode node) => $"{node.SyntaxTree.FilePath}({node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1})";

    private sealed record Finding(int Rule, SyntaxNode Node, string Text);
}
