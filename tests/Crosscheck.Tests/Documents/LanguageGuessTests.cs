using Crosscheck.Data;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Documents;

public class LanguageGuessTests
{
    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in DataFile.Rows("lexicons/languages.tsv"))
            rows.Add(row[3], row[4]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    [InlineData("Не менше одинадцяти людей загинули під час нападу на півночі країни.", "uk")]
    [InlineData("Не менее одиннадцати человек погибли при нападении на севере страны.", "ru")]
    [InlineData("قتل ما لا يقل عن أحد عشر شخصا في هجوم شمال البلاد بحسب متحدث باسم الجيش", "ar")]
    [InlineData("دست کم یازده نفر در حمله‌ای در شمال کشور کشته شدند", "fa")]
    [InlineData("据军方发言人称，北部袭击造成至少十一人死亡。", "zh")]
    [InlineData("לפחות אחד עשר בני אדם נהרגו בהתקפה בצפון המדינה", "he")]
    public void Of_Example_IsItsLanguage(string text, string code) => LanguageGuess.Of(text)!.Code.ShouldBe(code);

    [Theory]
    [InlineData("")]
    [InlineData("Baidoa airport attack, nine dead")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12")]
    public void Of_TooLittle_IsNotSaid(string text) => LanguageGuess.Of(text).ShouldBeNull();

    [Fact]
    public void Of_Samples_AreEnglish()
    {
        foreach (var file in Repository.Files("samples", "*.txt"))
            LanguageGuess.Of(Repository.Read(file))!.Code.ShouldBe("en", file);
    }
}
