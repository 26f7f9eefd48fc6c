//! Generated Arabic news: events told by several publishers, each citing several agencies.
//!
//! Made from templates and a seeded generator, so that a bench reads the same bytes on every machine.
//! About one event in eight has an agency whose toll differs.

use isnad::ingest::Article;

const PUBLISHERS: [&str; 6] =
    ["صحيفة الشروق الجديد", "موقع النبأ", "جريدة الميزان", "بوابة الساحل", "المرصد اليومي", "أخبار الوطن"];
const AGENCIES: [&str; 6] =
    ["رويترز", "فرانس برس", "وكالة الأناضول", "بلومبرغ", "قناة «العربية»", "قناة «الجزيرة»"];
const PLACES: [&str; 16] = [
    "وادي الرمان",
    "سهل الدوم",
    "رأس النورس",
    "بلدة الصنوبر",
    "حي الزيتون",
    "ميناء القصبة",
    "واحة السدر",
    "جبل الحمام",
    "ضاحية الورود",
    "جزيرة الغاف",
    "عين الحور",
    "تل الزعتر",
    "بندر الفل",
    "مرسى اللوز",
    "خور العقيق",
    "هضبة الشيح",
];
const HAPPENINGS: [(&str, &str); 8] = [
    ("انهيار الجسر المعلق", "المهندسون"),
    ("حريق مصنع النسيج", "رجال الإطفاء"),
    ("غرق عبارة الركاب", "خفر السواحل"),
    ("زلزال الفجر", "الدفاع المدني"),
    ("تصادم القطارين", "هيئة السكك الحديدية"),
    ("انفجار محطة الوقود", "الشرطة"),
    ("سيول الأسبوع الماضي", "هيئة الطوارئ"),
    ("انهيار منجم الملح", "عمال الإنقاذ"),
];
const GIVEN: [&str; 12] =
    ["سليم", "نوال", "رامي", "هدى", "وليد", "منى", "ماهر", "سامية", "فاليري", "توماس", "إنغريد", "هيلينا"];
const FAMILY: [&str; 12] = [
    "البكري",
    "الحكيم",
    "العلي",
    "الشمري",
    "المنصور",
    "الرفاعي",
    "القاضي",
    "الحجار",
    "كوستارين",
    "فيلدكامب",
    "لينديغارد",
    "براندفولد",
];
const OFFICES: [&str; 6] =
    ["وزير الداخلية", "وزيرة الصحة", "محافظ الإقليم", "رئيس البلدية", "مدير المستشفى", "قائد الإطفاء"];
const PLEDGERS: [&str; 5] = ["البنك الدولي", "الاتحاد الأوروبي", "صندوق التنمية", "الحكومة", "الهلال الأحمر"];
const CURRENCIES: [&str; 4] = ["دولار", "يورو", "ريال سعودي", "درهم إماراتي"];

/// SplitMix64: small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// One of `n_names` names, the first of them the most often, as Zipf's law has it.
    fn name(&mut self, n_names: u64) -> String {
        const CONSONANTS: [char; 20] = [
            'ب', 'ت', 'ج', 'ح', 'خ', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ط', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م',
            'ن',
        ];
        const VOWELS: [char; 3] = ['ا', 'و', 'ي'];
        let rank = n_names / self.between(1, n_names);
        let mut letters = Random(rank * n_names);
        let mut name = String::new();
        for _ in 0..3 {
            let one = |letters: &mut Random, of: &[char]| {
                let at = usize::try_from(letters.between(0, of.len() as u64 - 1)).unwrap_or(0);
                of.get(at).copied().unwrap_or('ا')
            };
            name.push(one(&mut letters, &CONSONANTS));
            name.push(one(&mut letters, &VOWELS));
        }
        name.push('ن');
        name
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let at = self.next() % of.len() as u64;
        of[usize::try_from(at).unwrap_or(0)]
    }
}

/// What happened, before anyone tells it.
struct Happening {
    what: &'static str,
    workers: &'static str,
    place: String,
    official: String,
    day: jiff::civil::Date,
    dead: u64,
    wounded: u64,
    pledge: u64,
    pledger: &'static str,
    currency: &'static str,
}

/// `n_articles` articles on a quarter as many events; the same for the same seed.
pub(crate) fn articles(n_articles: usize, seed: u64) -> Vec<Article> {
    let mut random = Random(seed);
    let mut articles = Vec::with_capacity(n_articles);
    while articles.len() < n_articles {
        let happening = Happening::new(&mut random);
        happening.told_by(4, n_articles, &mut random, &mut articles);
    }
    articles
}

/// How many articles a day of an archive has: so many of some dozen newspapers of one country.
const ARTICLES_A_DAY: usize = 1_000;

/// `n_articles` articles of an archive, the longer the more days it covers. Few happenings are told often
/// and many once or twice; people and places recur as words do, the few most frequent on most days.
pub(crate) fn archive(n_articles: usize, seed: u64) -> Vec<Article> {
    let mut random = Random(seed);
    let mut articles = Vec::with_capacity(n_articles);
    while articles.len() < n_articles {
        let day = i64::try_from(articles.len() / ARTICLES_A_DAY).unwrap_or(0);
        let mut happening = Happening::new(&mut random);
        happening.day = jiff::civil::date(2024, 1, 1) + jiff::Span::new().days(day);
        happening.place = format!("{} {}", random.one(&["بلدة", "حي", "ميناء", "وادي"]), random.name(4_000));
        happening.official =
            format!("{} {} {}", random.one(&OFFICES), random.one(&GIVEN), random.name(2_000));
        let n_tellers = 12 / random.between(1, 12);
        happening.told_by(n_tellers, n_articles, &mut random, &mut articles);
    }
    articles
}

impl Happening {
    fn new(random: &mut Random) -> Happening {
        let at = random.next() % HAPPENINGS.len() as u64;
        let (what, workers) = HAPPENINGS[usize::try_from(at).unwrap_or(0)];
        let day = i64::try_from(random.between(0, 364)).unwrap_or(0);
        Happening {
            what,
            workers,
            place: random.one(&PLACES).to_owned(),
            official: format!("{} {} {}", random.one(&OFFICES), random.one(&GIVEN), random.one(&FAMILY)),
            day: jiff::civil::date(2024, 1, 1) + jiff::Span::new().days(day),
            dead: random.between(11, 240),
            wounded: random.between(250, 900),
            pledge: random.between(11, 98),
            pledger: random.one(&PLEDGERS),
            currency: random.one(&CURRENCIES),
        }
    }

    /// `n_tellers` articles; in one happening of eight the second has another toll.
    fn told_by(&self, n_tellers: u64, n_max: usize, random: &mut Random, articles: &mut Vec<Article>) {
        let differs = random.next().is_multiple_of(8);
        for nth in 0..n_tellers {
            if articles.len() < n_max {
                let path = format!("news/{:06}.txt", articles.len());
                let toll = if differs && nth == 1 { self.dead + 18 } else { self.dead };
                articles.push(self.told(random, path, toll));
            }
        }
    }

    fn told(&self, random: &mut Random, path: String, toll: u64) -> Article {
        let title = format!("{toll} قتيلا في {} في {}", self.what, self.place);
        let mut paragraphs = vec![title, self.lead(random, toll), self.relief(random)];
        for _ in 0..random.between(3, 6) {
            paragraphs.push(self.aside(random));
        }
        paragraphs.push(self.money(random));
        paragraphs.push(elsewhere(random));
        let mut article = Article::from_text(path, paragraphs.join("\n\n"));
        article.publisher = Some(random.one(&PUBLISHERS).to_owned());
        article.date = Some(self.day);
        article.country = Some("AE".to_owned());
        article.language = Some("ar".to_owned());
        article
    }

    fn lead(&self, random: &mut Random, toll: u64) -> String {
        let (what, place, wounded) = (self.what, &self.place, self.wounded);
        let agency = random.one(&AGENCIES);
        match random.next() % 3 {
            0 => format!(
                "قالت {agency} إن {toll} شخصا قتلوا وأصيب {wounded} آخرون في {what} في {place}، بينهم {} أطفال، نقلا عن \
                 {}. وأضافت أن عمليات البحث تتواصل لليوم الثاني وسط أحوال جوية صعبة.",
                random.between(3, 9),
                self.official
            ),
            1 => format!(
                "أفادت {agency} بأن عدد قتلى {what} في {place} بلغ {toll} قتيلا، فيما وصل عدد الجرحى إلى {wounded} جريحا \
                 نقل معظمهم إلى مستشفيات العاصمة. وأوضح {} أن القوائم لا تزال أولية.",
                self.official
            ),
            _ => format!(
                "أعلن {} أن {what} في {place} أودى بحياة {toll} شخصا وأدى إلى إصابة {wounded}، وفق ما نقلت {agency}، مؤكدا \
                 أن التحقيق في أسباب الحادث سيبدأ خلال {} ساعة.",
                self.official,
                random.between(12, 72)
            ),
        }
    }

    fn relief(&self, random: &mut Random) -> String {
        format!(
            "وقال {} إن {} شاركوا في أعمال الإنقاذ بنحو {} آلية و{} متطوعا، بحسب {}. وتابع أن {} خيمة و{} ألف بطانية وصلت \
             إلى {}، وأن {} مدارس فتحت أبوابها لإيواء النازحين.",
            self.official,
            self.workers,
            random.between(20, 90),
            random.between(110, 990),
            random.one(&AGENCIES),
            random.between(1000, 9000),
            random.between(11, 60),
            self.place,
            random.between(3, 9)
        )
    }

    fn money(&self, random: &mut Random) -> String {
        format!(
            "وتعهد {} تقديم {} مليون {} لإصلاح الأضرار، وفق {}، في حين قدرت الخسائر بأكثر من {}.{} مليار دولار، أي ما يعادل \
             {} في المئة من الناتج المحلي. وستصرف لكل أسرة فقدت أحد أفرادها {} آلاف دولار على ثلاث دفعات.",
            self.pledger,
            self.pledge * 10,
            self.currency,
            random.one(&AGENCIES),
            random.between(1, 9),
            random.between(1, 9),
            random.between(2, 9),
            random.between(3, 9)
        )
    }

    fn aside(&self, random: &mut Random) -> String {
        let (agency, place) = (random.one(&AGENCIES), &self.place);
        match random.next() % 5 {
            0 => format!(
                "ونقلت {agency} عن شاهد عيان قوله إن الناس «خرجوا إلى الشوارع قبل الفجر»، وإن سيارات الإسعاف احتاجت إلى {} \
                 دقيقة للوصول. وأضاف أن {place} لم تعرف حادثا مماثلا منذ {} عاما.",
                random.between(15, 95),
                random.between(11, 60)
            ),
            1 => format!(
                "وذكرت {agency} أن التيار الكهربائي انقطع عن {} ألف منزل، وأن شركة الكهرباء أعادته إلى {} في المئة منها قبل \
                 حلول المساء. وأغلقت السلطات {} طرق رئيسية حتى إشعار آخر.",
                random.between(11, 90),
                random.between(20, 80),
                random.between(3, 9)
            ),
            2 => format!(
                "وبحسب {agency}، كان حادث سابق في {place} أودى عام {} بحياة {} أشخاص، ودفع البرلمان إلى إقرار قانون للسلامة \
                 لم ينفذ منه سوى القليل. ويطالب السكان بمحاسبة المسؤولين عن التأخير.",
                random.between(1985, 2015),
                random.between(3, 9)
            ),
            3 => format!(
                "من جهته، قال خبير استطلعت {agency} رأيه إن كلفة الوقاية لا تزيد على {} ملايين دولار سنويا، «وهي أقل بكثير مما \
                 يدفع بعد كل كارثة». وأشار إلى أن {} دول في المنطقة سبقت إلى ذلك.",
                random.between(3, 9),
                random.between(3, 9)
            ),
            _ => format!(
                "وقال مسؤول أميركي لوكالة {agency} إن بلاده سترسل طائرتين تحملان {} طنا من المساعدات الطبية، وفريقا من {} خبيرا \
                 سيبقى في {place} أسبوعين. وشكر وزير الخارجية واشنطن في اتصال هاتفي استمر نصف ساعة.",
                random.between(11, 70),
                random.between(11, 40)
            ),
        }
    }
}

fn elsewhere(random: &mut Random) -> String {
    match random.next() % 3 {
        0 => format!(
            "وفي الشأن المالي، أغلق المؤشر العام مرتفعا {}.{} في المئة عند {} نقطة، وبلغت قيمة التداولات {} مليون ريال.",
            random.between(0, 3),
            random.between(1, 9),
            random.between(5000, 12000),
            random.between(100, 900)
        ),
        1 => format!(
            "رياضيا، يستعد المنتخب لخوض {} مباريات ودية قبل البطولة التي يشارك فيها {} منتخبا وتستمر {} يوما.",
            random.between(3, 9),
            random.between(16, 48),
            random.between(11, 40)
        ),
        _ => format!(
            "وعلى صعيد آخر، توقعت هيئة الأرصاد أن تصل درجة الحرارة إلى {} درجة، وأن تبلغ سرعة الرياح {} كيلومترا في الساعة.",
            random.between(28, 49),
            random.between(20, 80)
        ),
    }
}
