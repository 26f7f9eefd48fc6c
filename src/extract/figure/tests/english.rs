use super::check_all;

#[test]
fn number_words_and_digits() {
    check_all(&[
        ("⟦Twelve⟧ miners were trapped.", "12"),
        ("Some ⟦forty-two⟧ villages were cut off.", "~42"),
        ("⟦Three hundred and eleven⟧ passengers survived.", "311"),
        ("It employs ⟦one thousand two hundred⟧ people.", "1200"),
        ("About ⟦half a million⟧ children missed school.", "~500000"),
        ("⟦A dozen⟧ people were hurt.", "12"),
        ("⟦Two dozen⟧ tents arrived.", "24"),
        ("⟦A million⟧ homes lost power.", "1000000"),
        ("⟦A hundred⟧ homes lost power.", "100"),
        ("⟦A quarter⟧ of the budget is gone.", "0.25"),
        ("⟦A fifth⟧ of voters stayed home.", "0.2"),
        ("⟦Three-quarters⟧ of the crop failed.", "0.75"),
        ("⟦Half⟧ of the fleet is grounded.", "0.5"),
        ("⟦Two and a half million⟧ people fled.", "2500000"),
        ("The city of ⟦1.3 million⟧ was dark.", "1300000"),
        ("It sold ⟦450k⟧ copies.", "450000"),
        ("Sales reached ⟦2.2bn⟧ units.", "2200000000"),
        ("⟦One⟧ person died and ⟦four⟧ were hurt.", "1; 4"),
        ("The ⟦12,000⟧-strong force left.", "12000"),
        ("The army lost ⟦20⟧ tanks and ⟦3⟧ jets.", "20; 3"),
    ]);
}

#[test]
fn money_and_per_cent() {
    check_all(&[
        ("It raised ⟦$4.3-million⟧ in May.", "4300000 AUD+6"),
        ("It raised ⟦US$12 million⟧ for relief.", "12000000 USD"),
        ("It raised ⟦£30m⟧ for relief.", "30000000 GBP"),
        ("It raised ⟦€2 billion⟧ for relief.", "2000000000 EUR"),
        ("A loan of ⟦$1.5tn⟧ was agreed.", "1500000000000 AUD+6"),
        ("A fee of ⟦50 cents⟧ applies.", "0.5 AUD+6"),
        ("The fine was ⟦3 million Swiss francs⟧.", "3000000 CHF"),
        ("The fine was ⟦200,000 Egyptian pounds⟧.", "200000 EGP"),
        ("A budget of ⟦SAR 900 billion⟧ was set.", "900000000000 SAR"),
        ("A budget of ⟦two million US dollars⟧ was set.", "2000000 USD"),
        ("Oil rose to ⟦$91.20⟧ a barrel.", "91.2 AUD+6"),
        ("Inflation hit ⟦7.5 percent⟧.", "7.5 %"),
        ("Inflation hit ⟦7.5 per cent⟧.", "7.5 %"),
        ("Inflation hit ⟦7.5%⟧.", "7.5 %"),
        ("Inflation hit ⟦seven pct⟧.", "7 %"),
        ("It rose ⟦0.4 percentage points⟧.", "0.4 percentage_point"),
        ("The index lost ⟦300 points⟧.", "300 point"),
        ("A ⟦25-basis-point⟧ cut is priced in.", "25 basis_point"),
        ("It costs ⟦A$15⟧ or ⟦NZ$16⟧.", "15 AUD; 16 NZD"),
        ("A ⟦$675 million⟧ package.", "675000000 AUD+6"),
        ("She paid ⟦five pounds⟧.", "5 EGP+3"),
        ("Profit of ⟦¥40 billion⟧.", "40000000000 JPY"),
    ]);
}

#[test]
fn quantities() {
    check_all(&[
        ("The fire burned ⟦3,000 acres⟧.", "3000 acre"),
        ("It weighs ⟦12 tonnes⟧.", "12 tonne"),
        ("It weighs ⟦350 kg⟧.", "350 kilogram"),
        ("It is ⟦15 miles⟧ from the border.", "15 mile"),
        ("Winds of ⟦85 mph⟧ hit.", "85 mile/hour"),
        ("Winds of ⟦140 km/h⟧ hit.", "140 kilometre/hour"),
        ("Output is ⟦1.2 million barrels a day⟧.", "1200000 barrel/day"),
        ("Output is ⟦1.2 million bpd⟧.", "1200000 barrel/day"),
        ("A ⟦9-year-old⟧ boy died.", "9 year"),
        ("He is ⟦41 years old⟧.", "41 year"),
        ("The singer, ⟦41⟧, was arrested.", "41 year"),
        ("It took ⟦two and a half hours⟧.", "2.5 hour"),
        ("It took ⟦an hour and a half⟧.", "1.5 hour"),
        ("Temperatures fell to ⟦minus 12 degrees Celsius⟧.", "-12 celsius"),
        ("It reached ⟦45°C⟧.", "45 celsius"),
        ("Rain of ⟦20 cm⟧ fell.", "20 centimetre"),
        ("A ⟦155mm⟧ shell.", "155 millimetre"),
        ("An area of ⟦50 square kilometres⟧.", "50 square_kilometre"),
        ("A ⟦500-megawatt⟧ plant.", "500 megawatt"),
        ("After ⟦three decades⟧ in power.", "30 year"),
        ("Pumped ⟦30 cubic metres⟧ of water.", "30 cubic_metre"),
        ("A ⟦5,000-tonne⟧ ship.", "5000 tonne"),
        ("For ⟦six weeks⟧ they waited.", "6 week"),
    ]);
}

#[test]
fn ranges_and_modifiers() {
    check_all(&[
        ("Between ⟦10 and 15⟧ people were hurt.", "10..15"),
        ("It costs between ⟦$10 and $15 million⟧.", "10000000..15000000 AUD+6"),
        ("It costs ⟦$10-15 million⟧.", "10000000..15000000 AUD+6"),
        ("From ⟦5 to 7 percent⟧.", "5..7 %"),
        ("⟦20-30%⟧ of crops.", "20..30 %"),
        ("⟦10 to 12 million tonnes⟧", "10000000..12000000 tonne"),
        ("At least ⟦12⟧ people died.", ">=12"),
        ("No fewer than ⟦12⟧ people died.", ">=12"),
        ("More than ⟦1,000⟧ people marched.", ">1000"),
        ("Over ⟦1,000⟧ people marched.", ">1000"),
        ("Up to ⟦500⟧ troops will go.", "<=500"),
        ("No more than ⟦500⟧ troops will go.", "<=500"),
        ("Fewer than ⟦500⟧ troops will go.", "<500"),
        ("Nearly ⟦500⟧ troops will go.", "~500"),
        ("⟦12⟧ people at least were hurt.", ">=12"),
        ("Losses exceeded ⟦$3 billion⟧.", ">3000000000 AUD+6"),
        ("⟦100⟧ or more people", ">=100"),
    ]);
}

#[test]
fn ordinals() {
    check_all(&[
        ("It was the ⟦third⟧ attack this week.", "3 ordinal"),
        ("The ⟦21st⟧ century has begun.", "21 ordinal"),
        ("The ⟦twenty-first⟧ session opened.", "21 ordinal"),
        ("She finished ⟦second⟧ place.", "2 ordinal"),
    ]);
}

#[test]
fn what_looks_like_a_figure_and_is_none() {
    check_all(&[
        ("The F-35 and Su-27 jets met a T-72.", ""),
        ("Resolution 2254 was adopted.", ""),
        ("NATO's Article 5 applies.", ""),
        ("Flight 370 vanished.", ""),
        ("Call the hotline on 0800 555 111.", ""),
        ("He beat him 3-1 in the final.", ""),
        ("It starts at 8 p.m. local time.", ""),
        ("It starts at 20:30 GMT.", ""),
        ("The Group of Seven met the G20.", ""),
        ("COVID-19 and the H5N1 virus.", ""),
        ("Thousands fled and dozens died.", ""),
        ("Hundreds of thousands marched.", ""),
        ("Tens of millions of dollars were spent.", ""),
        ("He stayed in Room 101.", ""),
        ("On Highway 60 near the town.", ""),
        ("A Boeing 737 landed.", ""),
        ("The one you mentioned was no one special.", ""),
        ("King Charles III met the First Lady.", ""),
        ("The first half was dull and the second half better.", ""),
        ("The iPhone 15 sold well on a 5G network.", ""),
        ("One of the men left.", ""),
        ("Second-hand cars", ""),
        ("The fire spread over ⟦37 square miles⟧.", "37 square_mile"),
    ]);
}
