namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>Checks an expression against the types of its variables and turns it into steps.</summary>
internal sealed class CelCompiler
{
    private static readonly Dictionary<string, CelKind> TypeNames = new()
    {
        ["bool"] = CelKind.Bool,
        ["int"] = CelKind.Int,
        ["double"] = CelKind.Double,
        ["string"] = CelKind.String,
        ["list"] = CelKind.List,
        ["map"] = CelKind.Map,
        ["null_type"] = CelKind.Null,
    };

    private CelScope<CelType>? scope;

    private CelCompiler(CelScope<CelType>? scope) => this.scope = scope;

    public static CelStep Compile(CelExpression expression, CelScope<CelType>? variables) => new CelCompiler(variables).Visit(expression);

    private CelStep Visit(CelExpression expression) => expression switch
    {
        CelExpression.Literal literal => new(TypeOf(literal.Value), _ => literal.Value),
        CelExpression.Name name => Variable(name),
        CelExpression.Field field => Field(field),
        CelExpression.List list => List(list),
        CelExpression.Map map => Map(map),
        CelExpression.Macro macro => Macro(macro),
        CelExpression.Call { Function: "_&&_" } call => Junction(call, stopsAt: false),
        CelExpression.Call { Function: "_||_" } call => Junction(call, stopsAt: true),
        CelExpression.Call { Function: "_?_:_" } call => Ternary(call),
        CelExpression.Call { Function: "_==_" or "_!=_" } call => Equality(call),
        CelExpression.Call call => Call(call),
        _ => throw new InvalidOperationException($"An expression of an unknown form: {expression}."),
    };

    private static CelType TypeOf(object? literal) => new(CelValues.KindOf(literal));

    private CelStep Variable(CelExpression.Name name)
    {
        if (CelScope<CelType>.Find(scope, name.Text) is { } variable)
        {
            return new(variable.Value, values => CelScope<object?>.Find(values, name.Text)!.Value);
        }

        return TypeNames.TryGetValue(name.Text, out var kind)
            ? new(new(CelKind.Type), _ => new CelType(kind))
            : throw new CelCompileException(name.Position, $"undeclared reference to '{name.Text}' (in container '')");
    }

    private CelStep Field(CelExpression.Field field)
    {
        var of = Visit(field.Of);
        var type = of.Type.Kind switch
        {
            CelKind.Dyn => CelType.Dyn,
            CelKind.Map => of.Type.Element,
            CelKind.Object => of.Type.Fields.GetValueOrDefault(field.Member)?.Type ?? throw new CelCompileException(field.Position, $"undefined field '{field.Member}'"),
            _ => throw new CelCompileException(field.Position, $"type '{of.Type}' does not support field selection"),
        };
        var name = (object)field.Member;
        return field.IsTest
            ? new(CelType.Bool, values => Fields(of.Run(values)).ContainsKey(name))
            : new(type, values => Fields(of.Run(values)).TryGetValue(name, out var value) ? value : throw new CelEvaluationException($"no such key: {name}"));
    }

    private static IReadOnlyDictionary<object, object?> Fields(object? value) => value is CelMap map ? map.Entries : throw new CelEvaluationException("no such overload");

    private CelStep List(CelExpression.List list)
    {
        var elements = list.Elements.Select(Visit).ToList();
        var kinds = elements.Select(element => element.Type).Distinct().ToList();
        return new(CelType.ListOf(kinds is [var only] ? only : CelType.Dyn), values => new CelList([.. elements.Select(element => element.Run(values))]));
    }

    private CelStep Map(CelExpression.Map map)
    {
        var entries = map.Entries.Select(entry => (Key: Visit(entry.Key), Value: Visit(entry.Value))).ToList();
        return new(CelType.MapOf(CelType.Dyn), values => new CelMap(entries.ToDictionary(
            entry => entry.Key.Run(values) ?? throw new CelEvaluationException("unsupported key type: null"),
            entry => entry.Value.Run(values))));
    }

    // One side that decides is enough, even where the other has no value.
    private CelStep Junction(CelExpression.Call call, bool stopsAt)
    {
        var (one, two) = (Condition(call, 0), Condition(call, 1));
        return new(CelType.Bool, values =>
        {
            CelEvaluationException? failure = null;
            foreach (var side in new[] { one, two })
            {
                try
                {
                    if (side.Holds(values) == stopsAt)
                    {
                        return stopsAt;
                    }
                }
                catch (CelEvaluationException without)
                {
                    failure ??= without;
                }
            }

            return failure is null ? !stopsAt : throw failure;
        });
    }

    private CelStep Condition(CelExpression.Call call, int index)
    {
        var step = Visit(call.Arguments[index]);
        return step.Type.Fits(CelKind.Bool) ? step : throw NoOverload(call, [.. call.Arguments.Select(argument => Visit(argument).Type)]);
    }

    private CelStep Ternary(CelExpression.Call call)
    {
        var (condition, yes, no) = (Condition(call, 0), Visit(call.Arguments[1]), Visit(call.Arguments[2]));
        if (!yes.Type.IsComparable(no.Type))
        {
            throw NoOverload(call, [condition.Type, yes.Type, no.Type]);
        }

        return new(yes.Type == no.Type ? yes.Type : CelType.Dyn, values => condition.Holds(values) ? yes.Run(values) : no.Run(values));
    }

    private CelStep Equality(CelExpression.Call call)
    {
        var (one, two) = (Visit(call.Arguments[0]), Visit(call.Arguments[1]));
        var wanted = call.Function == "_==_";
        return one.Type.IsComparable(two.Type)
            ? new(CelType.Bool, values => CelValues.AreEqual(one.Run(values), two.Run(values)) == wanted)
            : throw NoOverload(call, [one.Type, two.Type]);
    }

    private CelStep Call(CelExpression.Call call)
    {
        var (name, operands) = Target(call);
        var arguments = operands.Select(Visit).ToList();
        var known = CelFunctionCatalog.Named(name);
        if (known.Count == 0)
        {
            throw new CelCompileException(call.Position, $"undeclared reference to '{call.Function}' (in container '')");
        }

        var types = arguments.Select(argument => argument.Type).ToList();
        var candidates = known.Where(function => function.Accepts(types)).ToList();
        if (candidates.Count == 0)
        {
            throw NoOverload(call, types);
        }

        return new(Result(name, candidates, types), values =>
        {
            var given = arguments.Select(argument => argument.Run(values)).ToArray();
            var chosen = candidates.Find(function => function.AcceptsValues(given)) ?? throw new CelEvaluationException("no such overload");
            return chosen.Run(given);
        });
    }

    private (string Name, IReadOnlyList<CelExpression> Operands) Target(CelExpression.Call call)
    {
        var isQualified = call.On is CelExpression.Name space && CelScope<CelType>.Find(scope, space.Text) is null && CelFunctionCatalog.Named($"{space.Text}.{call.Function}").Count > 0;
        return call.On is null ? (call.Function, call.Arguments)
            : isQualified ? ($"{((CelExpression.Name)call.On).Text}.{call.Function}", call.Arguments)
            : ($".{call.Function}", [call.On, .. call.Arguments]);
    }

    private static CelType Result(string name, List<CelFunction> candidates, List<CelType> types) => (name, types) switch
    {
        ("_[_]", [{ Kind: CelKind.List or CelKind.Map } collection, ..]) => collection.Element,
        ("_+_", [{ Kind: CelKind.List } one, { } two]) when one == two => one,
        (".min" or ".max", [{ Kind: CelKind.List } list]) => list.Element,
        ("dyn", _) => CelType.Dyn,
        _ => candidates.TrueForAll(function => function.Gives == candidates[0].Gives) ? candidates[0].Gives : CelType.Dyn,
    };

    private CelStep Macro(CelExpression.Macro macro)
    {
        var range = Visit(macro.Range);
        var element = range.Type.Kind switch
        {
            CelKind.List => range.Type.Element,
            CelKind.Map => CelType.String,
            CelKind.Dyn => CelType.Dyn,
            _ => throw new CelCompileException(macro.Position, $"expression of type '{range.Type}' cannot be range of a comprehension (must be list, map, or dynamic)"),
        };
        var outer = scope;
        scope = new(macro.Variable, element, outer);
        var condition = macro.Condition is { } test ? Test(test) : null;
        var result = macro.Result is { } mapped ? Visit(mapped) : null;
        scope = outer;
        return CelComprehension.Make(macro, new(range, condition, result), element);
    }

    private CelStep Test(CelExpression condition)
    {
        var step = Visit(condition);
        return step.Type.Fits(CelKind.Bool) ? step : throw new CelCompileException(condition.Position, $"expected type 'bool' but found '{step.Type}'");
    }

    private static CelCompileException NoOverload(CelExpression.Call call, IReadOnlyList<CelType> types) =>
        new(call.Position, $"found no matching overload for '{call.Function}' applied to '({string.Join(", ", types)})'");
}
