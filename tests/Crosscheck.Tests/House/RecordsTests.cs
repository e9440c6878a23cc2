using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Crosscheck.Claims;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.House;

/// <summary>Records are sealed and immutable, and every annotation says where it stands.</summary>
public class RecordsTests
{
    private static IEnumerable<Type> Records => typeof(ReportReader).Assembly.GetTypes().Where(IsRecord);

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    [Fact]
    public void Records_AreSealed() => Records.Where(t => !t.IsSealed && !t.IsAbstract).Select(t => t.FullName).ShouldBeEmpty();

    [Fact]
    public void Records_HaveNoSetters() => Records
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
        .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}")
        .ShouldBeEmpty();

    [Fact]
    public void PublicRecords_HoldNoMutableCollections() => Records
        .Where(t => t.IsVisible)
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(p => p.PropertyType.IsArray || (p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() is var g && (g == typeof(List<>) || g == typeof(Dictionary<,>) || g == typeof(HashSet<>))))
        .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}")
        .ShouldBeEmpty();

    /// <summary>The layers of an annotated text and the parts of a reading.</summary>
    [Fact]
    public void Annotations_SayWhereTheyStand()
    {
        var items = typeof(AnnotatedText).GetProperties()
            .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            .Select(p => p.PropertyType.GetGenericArguments()[0])
            .Where(t => t.Namespace == typeof(Token).Namespace && t != typeof(Tag) && t != typeof(Arc))
            .Concat([typeof(Claim), typeof(Omission), typeof(Statement)]);
        items.Where(t => !t.GetProperties().Any(p => IsPlace(p.PropertyType))).Select(t => t.FullName).ShouldBeEmpty();
    }

    private static bool IsPlace(Type type) =>
        type == typeof(TokenRange) || type == typeof(TextSpan) || type == typeof(Evidence) || type == typeof(ImmutableArray<TokenRange>);
}
